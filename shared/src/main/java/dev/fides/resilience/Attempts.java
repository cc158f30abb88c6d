package dev.fides.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that came of one call.
 *
 * @param answers what the requests that were sent came to, in order; empty when none was sent
 * @param heldBack why no further request was sent although one was wanted
 */
public record Attempts<T>(List<T> answers, Optional<HeldBack> heldBack) {
    public Attempts {
        answers = List.copyOf(answers);
        if (answers.isEmpty() && heldBack.isEmpty()) {
            throw new IllegalArgumentException("a call that neither was sent nor held back");
        }
    }

    /** The last answer, unless a further request was wanted and held back. */
    public Optional<T> last() {
        return heldBack.isPresent() ? Optional.empty() : Optional.of(answers.get(answers.size() - 1));
    }

    /** These attempts followed by others of the same call. */
    public Attempts<T> then(Attempts<T> later) {
        List<T> all = new ArrayList<>(answers);
        all.addAll(later.answers);
        return new Attempts<>(all, later.heldBack);
    }
}
