package dev.fides.sync.work;

import dev.fides.host.HostReading;
import dev.fides.model.RecordKey;
import dev.fides.run.Run;
import dev.fides.state.StoredState;
import dev.fides.state.SyncState;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import dev.fides.sync.Workers;
import dev.fides.sync.compare.DocumentDiff;
import dev.fides.sync.compare.HostCheck;
import dev.fides.sync.compare.Wanted;
import dev.fides.sync.runs.RunPages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds among published records those that the target did not list although the host has them. */
final class LostDocuments {

    private final Sync sync;
    private final RunPages pages;
    private final Workers workers;
    private final RecordMemory memory;
    private Optional<SeenKeys> seen = Optional.empty();

    LostDocuments(Sync sync, RunPages pages, Workers workers, RecordMemory memory) {
        this.sync = sync;
        this.pages = pages;
        this.workers = workers;
        this.memory = memory;
    }

    /** Published states, of which one slice is looked at. */
    record Page(SeenKeys.Slice slice, List<StoredState> states) {}

    VerifyPage among(Run run, Page page) {
        SeenKeys listed = listed(run, page.slice());
        Map<RecordKey, SyncState> unlisted = new LinkedHashMap<>();
        page.states().stream()
                .map(StoredState::state)
                .filter(state -> page.slice().has(state.key()) && !listed.contains(state.key()))
                .forEach(state -> unlisted.put(state.key(), state));
        VerifyPage found = new VerifyPage();
        new HostCheck(sync, workers, memory)
                .inPortions(unlisted.keySet(), readings -> judge(readings, unlisted, listed, found));
        return found;
    }

    private void judge(
            Map<RecordKey, HostReading> read, Map<RecordKey, SyncState> unlisted, SeenKeys listed, VerifyPage found) {
        List<Map.Entry<RecordKey, HostReading>> readings = List.copyOf(read.entrySet());
        List<Wanted> wanted = workers.map(
                readings,
                reading -> HostCheck.whole(sync, reading.getValue(), Optional.of(unlisted.get(reading.getKey()))));
        for (int i = 0; i < readings.size(); i++) {
            judge(readings.get(i).getKey(), wanted.get(i), listed, found);
        }
    }

    private SeenKeys listed(Run run, SeenKeys.Slice slice) {
        SeenKeys present =
                seen.filter(keys -> keys.slice().equals(slice)).orElseGet(() -> SeenKeys.read(pages, run, slice));
        seen = Optional.of(present);
        return present;
    }

    private static void judge(RecordKey key, Wanted wanted, SeenKeys listed, VerifyPage found) {
        if (wanted instanceof Wanted.Nothing) {
            found.same();
        } else if (wanted instanceof Wanted.Unreadable unreadable) {
            found.unreadable(key, unreadable.error());
        } else if (wanted instanceof Wanted.Unmappable invalid) {
            found.unreadable(key, invalid.message());
        } else if (!listed.isComplete()) {
            found.unreadable(
                    key,
                    "the target lists documents that cannot be read, of which this one may be one: mend these first");
        } else {
            found.missing(key, DocumentDiff.added(((Wanted.Document) wanted).document()));
        }
    }
}
