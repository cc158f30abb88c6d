package dev.fides.sync.runs;

import dev.fides.json.Hashing;
import dev.fides.model.Change;
import dev.fides.model.RefreshReason;
import dev.fides.run.Nomination;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStore;
import dev.fides.run.Sheet;
import dev.fides.run.SheetId;
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

    private final Sheets sheets;

    public Nominations(RunStore runs) {
        this.sheets = new Sheets(runs);
    }

    /** The next part of the list; at most a few thousand nominations. */
    public Part read(Run run, Optional<String> cursor) {
        Sheets.Portion portion =
                sheets.read(run, Sheet.Kind.NOMINATIONS, cursor.map(text -> SheetId.parse(run.id(), text)));
        List<Nomination> nominations = new ArrayList<>();
        portion.sheets().forEach(sheet -> nominations.addAll(of(sheet)));
        return new Part(nominations, portion.next().map(SheetId::text));
    }

    /** Notes what one page brought. */
    public void write(Run run, Progress before, List<Nomination> nominations) {
        List<Nomination> sorted = nominations.stream()
                .sorted(Comparator.comparing(Nomination::key))
                .toList();
        sheets.write(run, before.page(), sorted, Sheet.Nominations::new);
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
        return new Change.Refresh(
                nomination.key(), RefreshReason.NOMINATION, nomination.strayId().isPresent(), nomination.strayId());
    }

    private static List<Nomination> of(Sheet sheet) {
        return ((Sheet.Nominations) sheet).nominations();
    }
}
