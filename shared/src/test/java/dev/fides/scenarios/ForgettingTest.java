package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.control.ControlDocument;
import dev.fides.operations.ForgetJob;
import dev.fides.operations.ForgetObjections;
import dev.fides.operations.Forgetting;
import dev.fides.resilience.Side;
import dev.fides.run.RunType;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Syncs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ForgettingTest {

    private final World world = new World();
    private final Forgetting forgetting = forgetting(new Syncs(List.of()));

    @Test
    void nothing_is_left_of_a_forgotten_sync_and_the_target_is_as_it_was() {
        used(510);
        int documents = world.target.documents().size();

        assertThat(known(forgetting.begin("cities", "ann")).status()).isEqualTo(ForgetJob.Status.RUNNING);
        assertThat(forgetting.remembered()).containsExactly("cities");
        ticks(2);

        ForgetJob job = known(forgetting.look("cities"));
        assertThat(job.status()).isEqualTo(ForgetJob.Status.DONE);
        assertThat(job.states()).isEqualTo(510);
        assertThat(job.runDocuments()).isPositive();
        assertThat(job.controlDocuments()).isPositive();
        assertThat(job.by()).isEqualTo("ann");
        assertThat(world.states.all("cities")).isEmpty();
        assertThat(world.runs.list("cities", Optional.empty(), 10).runs()).isEmpty();
        assertThat(world.control.list("", 100))
                .extracting(ControlDocument::id)
                .allMatch(id -> id.equals("forget:cities") || id.equals("pause:cities2"));
        assertThat(world.target.documents()).hasSize(documents);
        assertThat(forgetting.remembered()).isEmpty();
    }

    @Test
    void the_snapshot_goes_before_the_first_state() {
        world.host.fill(10);
        world.complete(RunType.IMPORT);
        used(10);
        assertThat(world.snapshots.current("cities")).isPresent();
        forgetting.begin("cities", "ann");
        AtomicInteger moments = new AtomicInteger();
        world.states.faults().atEveryMoment(() -> {
            moments.incrementAndGet();
            assertThat(world.snapshots.current("cities")).isEmpty();
        });

        ticks(3);

        assertThat(moments).hasPositiveValue();
        assertThat(world.snapshots.remove("cities", 10)).isZero();
        assertThat(forgetting.jobs()).extracting(ForgetJob::states).containsExactly(10L);
    }

    @Test
    void a_crash_at_any_moment_loses_nothing_but_time() {
        used(30);
        forgetting.begin("cities", "ann");
        world.clock.advance(Duration.ofMinutes(3));
        AtomicInteger left = new AtomicInteger();
        Runnable crash = () -> {
            if (left.getAndDecrement() == 0) {
                throw new IllegalStateException("crash");
            }
        };
        List.of(world.states.faults(), world.runs.faults(), world.control.faults())
                .forEach(faults -> faults.atEveryMoment(crash));
        int crashes = 0;
        for (int moment = 0; left.get() < 0 || crashes == moment; moment++) {
            left.set(moment);
            try {
                forgetting.tick();
                break;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("crash");
                crashes++;
            }
        }
        left.set(Integer.MAX_VALUE);

        assertThat(crashes).isGreaterThan(5);
        assertThat(known(forgetting.look("cities")).status()).isEqualTo(ForgetJob.Status.DONE);
        assertThat(world.states.all("cities")).isEmpty();
        assertThat(world.runs.list("cities", Optional.empty(), 10).runs()).isEmpty();
    }

    @Test
    void a_tick_ends_when_its_time_is_used_up_and_the_next_one_goes_on() {
        used(30);
        forgetting.begin("cities", "ann");
        world.clock.advance(Duration.ofMinutes(3));
        AtomicBoolean slow = new AtomicBoolean(true);
        world.states.faults().atEveryMoment(() -> {
            if (slow.get()) {
                world.clock.advance(Duration.ofSeconds(30));
            }
        });

        forgetting.tick();
        slow.set(false);

        ForgetJob job = known(forgetting.look("cities"));
        assertThat(job.status()).isEqualTo(ForgetJob.Status.RUNNING);
        assertThat(job.states()).isEqualTo(30);
        assertThat(job.runDocuments()).isZero();
        ticks(1);
        assertThat(known(forgetting.look("cities")).status()).isEqualTo(ForgetJob.Status.DONE);
    }

    @Test
    void every_kind_of_control_document_is_either_removed_or_meant_to_stay() throws IOException {
        Set<String> stays = Set.of("audit", "lost-thread", "forget", "health");
        Set<String> ofOtherContainers = Set.of("ledger", "sheet");
        Pattern id = Pattern.compile("\"([a-z-]+):\"(?: \\+ (?:sync|run|connection|instance)|;)");
        Set<String> kinds = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java", "dev", "fides"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                id.matcher(Files.readString(source)).results().forEach(found -> kinds.add(found.group(1)));
            }
        }
        kinds.removeAll(stays);
        kinds.removeAll(ofOtherContainers);

        assertThat(kinds).containsExactlyInAnyOrderElementsOf(Forgetting.KINDS);
    }

    @Test
    void nothing_is_removed_before_others_could_object() {
        used(10);
        forgetting.begin("cities", "ann");

        world.clock.advance(Duration.ofSeconds(119));
        forgetting.tick();

        assertThat(world.states.all("cities")).hasSize(10);
    }

    @Test
    void an_instance_that_still_defines_the_sync_and_works_on_it_stops_that() {
        used(10);
        ForgetObjections objections = new ForgetObjections(world.control, world.clock);
        assertThat(objections.enter(world.sync, EnumSet.allOf(Side.class))).isEmpty();
        forgetting.begin("cities", "ann");
        world.clock.advance(Duration.ofSeconds(61));

        assertThat(objections.enter(world.sync, EnumSet.allOf(Side.class))).isEmpty();
        ticks(3);

        ForgetJob job = forgetting.jobs().get(0);
        assertThat(job.status()).isEqualTo(ForgetJob.Status.STOPPED);
        assertThat(job.why()).contains("an instance that defines the sync");
        assertThat(world.states.all("cities")).hasSize(10);
    }

    @Test
    void a_sync_that_is_defined_is_not_forgotten_and_one_that_is_again_stops_it() {
        used(10);
        Forgetting defined = forgetting(new Syncs(List.of(world.sync)));
        assertThat(defined.begin("cities", "ann")).isEqualTo(new Forgetting.Answer.Defined());
        forgetting.begin("cities", "ann");

        defined.tick();
        ticks(3);

        assertThat(forgetting.jobs()).extracting(ForgetJob::status).containsExactly(ForgetJob.Status.STOPPED);
        assertThat(world.states.all("cities")).hasSize(10);
        assertThat(known(forgetting.begin("cities", "bob")).status()).isEqualTo(ForgetJob.Status.RUNNING);
    }

    @Test
    void a_run_at_work_refuses_it_and_one_that_nobody_works_on_does_not() {
        world.host.fill(10);
        String id = world.start(RunType.IMPORT);
        var stored = world.runs.read(id).orElseThrow();
        var until = world.clock.instant().plusSeconds(90);
        world.runs.replace(stored, stored.run().claimed("an older instance", world.clock.instant(), until));

        assertThat(forgetting.begin("cities", "ann")).isEqualTo(new Forgetting.Answer.AtWork(id, until));
        world.clock.advance(Duration.ofSeconds(91));
        assertThat(known(forgetting.begin("cities", "ann")).status()).isEqualTo(ForgetJob.Status.RUNNING);
        ticks(3);

        assertThat(known(forgetting.look("cities")).status()).isEqualTo(ForgetJob.Status.DONE);
        assertThat(world.runs.read(id)).isEmpty();
    }

    @Test
    void of_a_sync_that_never_was_nothing_is_forgotten() {
        used(10);

        assertThat(forgetting.begin("citi", "ann")).isEqualTo(new Forgetting.Answer.Nothing());
        assertThat(forgetting.jobs()).isEmpty();
    }

    /** A sync that has left something of every kind, beside another whose name begins alike. */
    private void used(int records) {
        world.host.fill(records);
        world.complete(RunType.IMPORT);
        world.complete(RunType.PLAN);
        world.engine.watch().scheduler().tick(RunType.IMPORT);
        world.pauses.pause(world.sync, "ann");
        var other = world.control.read("pause:cities").orElseThrow().content().put("sync", "cities2");
        world.control.save("pause:cities2", other, Optional.empty(), Optional.empty());
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            world.clock.advance(Duration.ofMinutes(1));
            forgetting.tick();
        }
    }

    private Forgetting forgetting(Syncs syncs) {
        return new Forgetting(
                syncs,
                new EnginePorts(world.states, world.snapshots, world.runs, world.control, world.changes, world.steps),
                world.clock);
    }

    private static ForgetJob known(Forgetting.Answer answer) {
        return ((Forgetting.Answer.Known) answer).job();
    }
}
