package dev.fides.sync.snapshot;

import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunType;
import dev.fides.state.Snapshot;
import dev.fides.state.SnapshotProgress;
import dev.fides.state.SnapshotStore;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Instants;
import dev.fides.sync.SnapshotSettings;
import dev.fides.sync.Sync;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Snapshots of what is confirmed: when an import uses the current one, when it makes a new one, and when that becomes current.
 */
public final class Snapshots {

    /** Of a snapshot that is older nobody is sure that its documents are still there when a long import comes to its end. */
    private static final Duration OLDEST = Duration.ofHours(SnapshotStore.KEPT_HOURS - 8L);

    /** So that imports that run every day or more often never find one that is too old. */
    private static final Duration RENEWED_AFTER = Duration.ofHours(20);

    /** A document of a thousand records costs as much to write as the states of about ten to read. */
    private static final int LOOKED_UP_PERCENT = 1;

    private final EnginePorts ports;
    private final SnapshotSettings settings;
    private final EngineEnvironment around;

    public Snapshots(EnginePorts ports, SnapshotSettings settings, EngineEnvironment around) {
        this.ports = ports;
        this.settings = settings;
        this.around = around;
    }

    /** What a step of this run does with snapshots; nothing, unless it imports whatever the host lists. */
    public SnapshotStep begin(Sync sync, Run run) {
        // Before anything is asked: what is written from now on is for the next import to look up.
        Instant now = Instants.now(around.clock());
        Optional<SnapshotInUse> used = Optional.empty();
        Optional<Maker> maker = Optional.empty();
        if (isFor(run)) {
            used = ports.snapshots()
                    .current(sync.name())
                    .filter(current -> fits(current, sync, now))
                    .map(current -> new SnapshotInUse(current, ports, settings, drift(run)))
                    .filter(current -> current.isUsable(now));
            maker = making(sync, run, used, now)
                    .map(before -> new Maker(
                            ports.snapshots(),
                            before,
                            run.stepping().claim(),
                            run.progress().listed()));
        }
        return new SnapshotStep(sync, run, ports, settings, around, used, maker);
    }

    /** Makes what a run made the current snapshot, once all of the listing is read. May be done twice. */
    public void conclude(Sync sync, Run run) {
        if (!isFor(run) || run.progress().snapshot().isEmpty()) {
            return;
        }
        SnapshotProgress progress = run.progress().snapshot().get();
        if (progress.making().isPresent()) {
            progress.making().filter(made -> made.records() > 0).ifPresent(ports.snapshots()::makeCurrent);
            return;
        }
        ports.snapshots()
                .current(sync.name())
                .filter(current -> !current.worn() && isMuch(progress.missed(), current))
                .ifPresent(current -> ports.snapshots().makeCurrent(current.wornOut()));
    }

    /** Neither of a reimport, which changes every state, nor of a canary, which sees only a part of the listing. */
    private boolean isFor(Run run) {
        return settings.on()
                && run.type() == RunType.IMPORT
                && run.options().keys().isEmpty()
                && run.options().limit().isEmpty();
    }

    private boolean fits(Snapshot snapshot, Sync sync, Instant now) {
        return snapshot.basis().equals(SnapshotStep.basis(sync))
                && snapshot.since().isBefore(now.plus(settings.margin()))
                && now.isBefore(snapshot.since().plus(OLDEST));
    }

    private static long drift(Run run) {
        return run.progress().snapshot().orElse(SnapshotProgress.NONE).drift();
    }

    /** Only a run that begins can begin one; a later step goes on with what the steps before it made. */
    private Optional<Snapshot> making(Sync sync, Run run, Optional<SnapshotInUse> used, Instant now) {
        String basis = SnapshotStep.basis(sync);
        if (isAtStart(run.progress())) {
            return isDue(used, now) ? Optional.of(Snapshot.begun(sync.name(), run.id(), now, basis)) : Optional.empty();
        }
        return run.progress()
                .snapshot()
                .flatMap(SnapshotProgress::making)
                .filter(before -> before.basis().equals(basis));
    }

    private static boolean isAtStart(Progress progress) {
        return progress.phase() == Progress.Phase.HOST && progress.page() == 0;
    }

    private static boolean isDue(Optional<SnapshotInUse> used, Instant now) {
        return used.map(current -> current.snapshot().worn()
                        || isMuch(current.written(), current.snapshot())
                        || !now.isBefore(current.snapshot().since().plus(RENEWED_AFTER)))
                .orElse(true);
    }

    private static boolean isMuch(long records, Snapshot of) {
        return records * 100 > of.records() * LOOKED_UP_PERCENT;
    }
}
