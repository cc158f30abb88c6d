package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.events.EventMessage;
import dev.fides.model.PermanentException;
import dev.fides.run.Outcome;
import dev.fides.run.Problem;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.sync.EngineSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** "No such record" is believed only from a host that has shown that it finds what it lists. */
class AbsenceTest {

    private static final int RECORDS = 30;

    private World world = new World(
            World.IDS_IN_DOCUMENT + World.LISTED,
            "cleanUp: { maxDeletePercent: 100, maxEventDeletePercent: 100 }",
            EngineSettings.DEFAULT,
            new FakeTarget());

    @Test
    void a_host_whose_get_finds_nothing_empties_nothing() {
        published();
        world.host.forgetEverything();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow())
                .contains("the host lists the record k00", "no such record", "host.get", "cities.yaml")
                .contains("start the run again", "Sync cities", run.id());
        eventOfEveryKey();
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    @Test
    void the_host_is_believed_again_once_a_run_saw_that_it_finds_what_it_lists() {
        published();
        world.host.forgetEverything();
        world.complete(RunType.IMPORT);
        world.host.up();
        world.host.remove("k0003");
        eventOfEveryKey();
        assertThat(world.target.documents()).hasSize(RECORDS);

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        eventOfEveryKey();

        assertThat(world.published()).isEqualTo(world.mappedHost()).hasSize(RECORDS - 1);
    }

    @Test
    void nothing_is_deleted_while_nobody_knows_whether_the_host_finds_anything_by_key() {
        publishedWithoutAnswersByKey();
        world.host.forgetEverything();

        eventOfEveryKey();

        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    @Test
    void a_record_that_a_publisher_found_by_key_is_proof_enough_where_nothing_is_known() {
        publishedWithoutAnswersByKey();
        world.host.remove("k0003");

        event(List.of("k0003"));
        assertThat(world.target.documents()).containsKey("k0003");
        event(List.of("k0004"));
        event(List.of("k0003"));

        assertThat(world.published()).isEqualTo(world.mappedHost()).hasSize(RECORDS - 1);
    }

    @Test
    void a_clean_up_of_a_host_whose_get_finds_nothing_fails_before_it_asks_for_everything() {
        published();
        world.host.forgetEverything();
        int before = world.host.gets();

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("host.get", "start the run again", run.id());
        assertThat(run.progress().check().checked()).isZero();
        assertThat(world.host.gets() - before).isLessThan(10);
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    @Test
    void a_clean_up_of_a_host_that_begins_to_forget_in_between_fails_and_deletes_nothing() {
        published();
        int before = world.host.gets();
        world.host.beforeGet(() -> {
            if (world.host.gets() - before > 2) {
                world.host.forgetEverything();
            }
        });

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().check().nominated()).isEqualTo(RECORDS);
        assertThat(world.outcomes(run).of(Outcome.HELD)).isEqualTo(RECORDS);
        assertThat(world.target.documents()).hasSize(RECORDS);
        World.assertSumsAgree(run, world.outcomes(run));
    }

    @Test
    void a_clean_up_of_a_host_that_never_found_anything_and_lists_nothing_fails_and_says_why() {
        publishedWithoutAnswersByKey();
        world.host.loseEverything();

        Run run = world.complete(RunType.CLEAN_UP);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow())
                .contains(RECORDS + " records would be deleted, and nothing was", "has not yet found any record")
                .contains(run.id());
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    @Test
    void approved_deletes_are_held_when_the_host_has_shown_meanwhile_that_it_does_not_find_what_it_lists() {
        world = new World(
                World.IDS_IN_DOCUMENT, "cleanUp: { maxDeletes: 1 }", EngineSettings.DEFAULT, new FakeTarget());
        published();
        for (int i = 0; i < 5; i++) {
            world.host.remove(key(i));
        }
        Run held = world.complete(RunType.CLEAN_UP);
        world.host.forgetEverything();
        world.complete(RunType.IMPORT);

        world.engine.runs().control().approve(held.id(), held.heldEtag().orElseThrow());
        world.untilQuiet();

        assertThat(world.outcomes(world.run(held.id())).of(Outcome.HELD)).isEqualTo(5);
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    @Test
    void a_verification_and_a_plan_of_a_host_whose_get_finds_nothing_fail() {
        published();
        world.host.forgetEverything();

        assertThat(world.complete(RunType.VERIFY).status()).isEqualTo(RunStatus.FAILED);
        assertThat(world.complete(RunType.PLAN).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void a_host_that_finds_records_alone_and_not_together_is_not_believed_either() {
        published();
        world.host.forgetTogether();

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void a_host_that_forgets_while_a_long_listing_is_read_is_found_out() {
        world.host.fill(200);
        world.host.beforeGet(() -> {
            if (world.host.gets() > 2) {
                world.host.forgetEverything();
            }
        });

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().page()).isEqualTo(8);
        assertThat(world.target.documents()).hasSize(80);
        World.assertSumsAgree(run, world.outcomes(run));
    }

    @Test
    void records_that_go_while_the_host_is_tried_are_no_reason_to_disbelieve_it() {
        published();
        AtomicBoolean done = new AtomicBoolean();
        world.host.beforeGet(() -> {
            if (!done.getAndSet(true)) {
                IntStream.range(0, RECORDS).forEach(i -> world.host.remove(key(i)));
            }
        });

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        world.host.put("new", "1");
        event(List.of(key(0)));

        assertThat(world.target.documents()).doesNotContainKey(key(0));
    }

    @Test
    void a_listing_that_may_trail_may_show_a_record_that_is_gone() {
        world.host.trail(Duration.ofMinutes(1));
        published();
        AtomicInteger gone = new AtomicInteger();
        for (int i = 0; i < 10; i++) {
            String key = key(i);
            // The first one that is asked for is gone, the others are there.
            world.host.beforeGet(key, () -> {
                if (gone.incrementAndGet() == 1) {
                    world.host.hide(key);
                }
            });
        }

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void a_host_that_gives_no_usable_answer_by_key_is_told_and_stops_nothing() {
        world.host.fill(RECORDS);
        everyKeyIsUnreadable();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(problems(run))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason())
                        .contains(
                                "expected the host to give a record by its key", "500 for k00", "host.get", run.id()));
    }

    @Test
    void the_trust_in_a_host_is_written_when_it_changes_and_not_with_every_run_or_event() {
        published();
        String etag = trust();

        world.complete(RunType.IMPORT);
        eventOfEveryKey();
        world.complete(RunType.VERIFY);

        assertThat(trust()).isEqualTo(etag);
    }

    private String trust() {
        return world.control.read("trust:cities").orElseThrow().etag();
    }

    private void published() {
        world.host.fill(RECORDS);
        world.complete(RunType.IMPORT);
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    private void publishedWithoutAnswersByKey() {
        world.host.fill(RECORDS);
        everyKeyIsUnreadable();
        world.complete(RunType.IMPORT);
        world.host.up();
        assertThat(world.target.documents()).hasSize(RECORDS);
    }

    private void everyKeyIsUnreadable() {
        for (int i = 0; i < RECORDS; i++) {
            world.host.unreadable(key(i), new PermanentException("500 for " + key(i)));
        }
    }

    private void eventOfEveryKey() {
        event(IntStream.range(0, RECORDS).mapToObj(AbsenceTest::key).toList());
    }

    private void event(List<String> keys) {
        String ids = keys.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        world.events.receive(
                "fides-host-events", EventMessage.ofBody("{\"type\":\"deleted\",\"data\":{\"id\":" + ids + "}}"));
        world.untilQuiet();
    }

    private List<Problem> problems(Run run) {
        return world.engine.runs().problems().of(run);
    }

    private static String key(int number) {
        return String.format("k%04d", number);
    }
}
