package dev.fides.sync.snapshot;

import dev.fides.model.RecordKey;
import dev.fides.state.Snapshot;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.SnapshotSettings;
import java.time.Duration;
import java.time.Instant;

/** The current snapshot, as one step uses it, with what was written since. */
final class SnapshotInUse {

    /** As long as a step takes mostly; only a host whose pages take minutes makes one ask again. */
    private static final Duration ASKS_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Snapshot snapshot;
    private final Window window;
    private final RecentWrites recent;
    private Instant askedAt;

    SnapshotInUse(Snapshot snapshot, EnginePorts ports, SnapshotSettings settings, long drift) {
        this.snapshot = snapshot;
        this.window = new Window(ports.snapshots(), snapshot, drift);
        this.recent = new RecentWrites(ports.states(), snapshot, settings.margin());
        this.askedAt = Instant.EPOCH;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Window window() {
        return window;
    }

    /** Says what this step itself sends on its way. */
    void expect(RecordKey key) {
        recent.expect(key);
    }

    int written() {
        return recent.size();
    }

    /** Whether it may be used now: asks what was written since, where that was not asked for a while. */
    boolean isUsable(Instant now) {
        if (now.isBefore(askedAt.plus(ASKS_AGAIN_AFTER))) {
            return !recent.tooMany();
        }
        askedAt = now;
        return recent.read() && !recent.tooMany();
    }

    /** Whether it is no wonder that a state says something else than the snapshot. */
    boolean wasWritten(Entry entry) {
        return recent.has(entry.key()) || !recent.read() || recent.has(entry.key());
    }

    /** Whether the state must be read whatever the snapshot says. */
    boolean isDoubtful(Entry entry) {
        return recent.has(entry.key());
    }

    /** Whether it says that the target confirmed the record as it is listed at this place. */
    boolean confirms(Entry entry, long listedAt) {
        return !isDoubtful(entry) && window.has(entry, listedAt);
    }
}
