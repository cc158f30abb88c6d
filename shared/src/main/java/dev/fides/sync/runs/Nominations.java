package dev.fides.sync.runs;

import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.RefreshReason;
import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunPage;
import dev.fides.run.RunPageId;
import dev.fides.run.RunStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The list of what a clean-up nominated, which may be long: it is written, read and released in portions. */
public final class Nominations {

    /**
     * A part of the list.
     *
     * @param next cursor of the next part; empty when this is the last one
     */
    public record Part(List<Nomination> nominations, Optional<String> next) {
        public Part {
            nominations = List.copyOf(nominations);
        }
    }

    private final RunPages pages;

    public Nominations(RunStore runs) {
        this.pages = new RunPages(runs);
    }

    /** The next part of the list; at most a few thousand nominations. */
    public Part read(Run run, Optional<String> cursor) {
        RunPages.Portion portion =
                pages.read(run, RunPage.Kind.NOMINATIONS, cursor.map(text -> RunPageId.parse(run.id(), text)));
        List<Nomination> nominations = new ArrayList<>();
        portion.pages().forEach(page -> nominations.addAll(of(page)));
        return new Part(nominations, portion.next().map(RunPageId::text));
    }

    /** Notes what one page brought. */
    public void write(Run run, Progress before, List<Nomination> nominations) {
        List<Nomination> sorted = nominations.stream()
                .sorted(Comparator.comparing(Nomination::key))
                .toList();
        pages.write(run, before.page(), sorted, RunPage.Nominations::new);
    }

    /** Identifies exactly this list: the keys page by page, sorted within each. */
    public String etag(Run run) {
        String etag = "";
        Optional<String> cursor = Optional.empty();
        do {
            Part part = read(run, cursor);
            List<String> texts = new ArrayList<>(List.of(etag));
            part.nominations().forEach(nomination -> texts.add(nomination.key().value()));
            etag = Hashing.textHash(texts).text();
            cursor = part.next();
        } while (cursor.isPresent());
        return etag;
    }

    /** What the publisher is asked to do: look, and delete only if the host still says so. */
    public static Change asChange(Nomination nomination) {
        Change.Refresh look = new Change.Refresh(nomination.key(), RefreshReason.NOMINATION);
        // The target showed a document that nobody vouches for.
        return nomination.strayId().isPresent() ? look.doubted().leaving(nomination.strayId()) : look;
    }

    private static List<Nomination> of(RunPage page) {
        return ((RunPage.Nominations) page).nominations();
    }
}
