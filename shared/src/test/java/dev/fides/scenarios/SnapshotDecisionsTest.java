package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.host.HostPage;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunType;
import dev.fides.run.Tally;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineListener;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.SnapshotSettings;
import dev.fides.sync.Workers;
import dev.fides.sync.compare.Finding;
import dev.fides.sync.compare.ListedPage;
import dev.fides.sync.compare.PageDiff;
import dev.fides.sync.snapshot.SnapshotStep;
import dev.fides.sync.snapshot.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/**
 * After any history an import with a snapshot finds of every record what one without finds, on the same states. The history is
 * quiet now and then, so that there are snapshots, some of them old.
 */
class SnapshotDecisionsTest {

    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");

    @Property(tries = 300)
    void an_import_with_a_snapshot_decides_as_one_without(
            @ForAll("histories") List<Happening> history, @ForAll boolean hints) {
        Storm storm = new Storm(World.IDS_IN_DOCUMENT);
        if (hints) {
            storm.world.host.listHints();
        }
        KEYS.forEach(key -> storm.edit(key, "1"));
        imported(storm);
        imported(storm);
        history.forEach(thing -> thing.in(storm));
        storm.calm();

        Compared compared = new Compared(storm.world);

        assertThat(compared.withSnapshot()).isEqualTo(compared.withoutSnapshot());
        assertThat(storm.world.wrongInSnapshot).isEmpty();
        Statistics.label("a snapshot knew some of the records").collect(compared.known > 0);
    }

    /** What is under way comes to its end first, where it can. */
    private static void imported(Storm storm) {
        storm.calm();
        storm.supervise(0);
        storm.world.untilQuiet();
        storm.start(RunType.IMPORT);
        storm.world.untilQuiet();
        storm.world.clock.advance(Duration.ofSeconds(10));
    }

    @Provide
    Arbitrary<List<Happening>> histories() {
        Arbitrary<Happening> quiet = Arbitraries.just(SnapshotDecisionsTest::imported);
        return Arbitraries.frequencyOf(Tuple.of(1, quiet), Tuple.of(4, Storms.single(KEYS)))
                .list()
                .ofMaxSize(25);
    }

    /** The comparison of all that the host lists, done both ways. */
    private static final class Compared {
        private final World world;
        private final Run run;
        private final PageDiff diff;
        private final SnapshotStep step;
        private final Instant readAt;
        private int known;

        Compared(World world) {
            this.world = world;
            Instant now = world.clock.instant();
            this.readAt = now;
            this.run = Run.queued("r", "cities", RunType.IMPORT, "test", RunOptions.DEFAULT, now, now);
            this.diff = new PageDiff(world.states, new Workers(Runnable::run, 1), world.memory, world.clock, () -> "w");
            EnginePorts ports = new EnginePorts(
                    world.states, world.snapshots, world.runs, world.control, world.changes, world.steps);
            EngineEnvironment around = new EngineEnvironment(
                    world.clock,
                    new Workers(Runnable::run, 1),
                    new Random(1),
                    () -> "w",
                    Optional::empty,
                    world.clock::advance,
                    Heartbeat.none(),
                    world.memory,
                    new EngineListener() {
                        @Override
                        public void snapshotWrong(Run wrong, RecordKey key) {
                            world.wrongInSnapshot.add(key);
                        }
                    });
            this.step = new Snapshots(ports, new SnapshotSettings(true, Duration.ofSeconds(2), 1_000), around)
                    .begin(world.sync, run);
        }

        Map<RecordKey, Finding> withSnapshot() {
            return all(true);
        }

        Map<RecordKey, Finding> withoutSnapshot() {
            return all(false);
        }

        private Map<RecordKey, Finding> all(boolean snapshot) {
            Map<RecordKey, Finding> found = new LinkedHashMap<>();
            Progress progress = Progress.START;
            Optional<String> cursor = Optional.empty();
            do {
                HostPage page = world.sync.host().list(cursor);
                ListedPage listed = ListedPage.of(world.sync, run, progress.page() + 1, page);
                PageDiff.Findings findings = snapshot ? looked(progress, listed) : compare(listed.records(), Set.of());
                findings.findings().forEach(finding -> found.put(finding.key(), finding));
                progress = progress.after(page.size(), page.next(), page.total(), Tally.NONE);
                cursor = page.next();
            } while (cursor.isPresent());
            return found;
        }

        private PageDiff.Findings looked(Progress progress, ListedPage listed) {
            step.page(progress, listed.doubtful());
            SnapshotStep.Look look = step.look(listed.records());
            known += look.unchanged().size();
            PageDiff.Findings findings = compare(listed.records(), look.unchanged());
            step.take(look, findings);
            return findings;
        }

        private PageDiff.Findings compare(List<HostRecord> records, Set<RecordKey> unchanged) {
            return diff.compare(world.sync, run.id(), records, readAt, false, unchanged);
        }
    }
}
