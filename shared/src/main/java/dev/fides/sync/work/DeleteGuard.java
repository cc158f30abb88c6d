package dev.fides.sync.work;

import dev.fides.config.CleanUpRules;
import java.util.Optional;

/** Holds the deletes of a clean-up when there are suspiciously many: by number or by share, whichever is reached first. */
public final class DeleteGuard {

    private final CleanUpRules rules;

    public DeleteGuard(CleanUpRules rules) {
        this.rules = rules;
    }

    /**
     * Why these deletes are held; empty when they may go on.
     *
     * @param published how many documents the sync has published
     */
    public Optional<String> objection(long nominated, long published) {
        if (nominated > rules.maxDeletes()) {
            return Optional.of(nominated + " deletes are more than cleanUp.maxDeletes, which is " + rules.maxDeletes());
        }
        if (nominated * 100 > rules.maxDeletePercent() * published) {
            return Optional.of(nominated + " deletes of " + published
                    + " published records are more than cleanUp.maxDeletePercent, which is "
                    + rules.maxDeletePercent());
        }
        return Optional.empty();
    }
}
