package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.engine.Engine;
import dev.fides.events.EventMessage;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.sync.EngineSettings;
import dev.fides.target.TargetWrite;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishingTest {

    private final World world = new World();

    @Test
    void a_hash_is_remembered_only_after_the_target_confirmed() {
        world.host.put("a", "1");
        world.target.down();
        world.start(RunType.IMPORT);
        world.work();

        assertThat(world.state("a")).isEmpty();
        world.target.up();
        world.untilQuiet();
        assertThat(world.state("a").orElseThrow().published()).isPresent();
    }

    @Test
    void while_the_target_is_down_the_changes_wait_and_then_arrive_by_themselves() {
        world.host.fill(20);
        world.target.down();
        String id = world.start(RunType.IMPORT);
        for (int i = 0; i < 50; i++) {
            world.work();
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(world.run(id).status()).isEqualTo(RunStatus.PUBLISHING);

        world.target.up();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_record_the_target_refuses_is_parked_with_its_reason_and_the_others_go_on() {
        world.host.fill(20);
        world.target.refuse("k0003");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(world.outcomes(run).of(Outcome.FAILED)).isEqualTo(1);
        assertThat(world.outcomes(run).of(Outcome.PUBLISHED)).isEqualTo(19);
        assertThat(world.state("k0003").orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.TARGET_REFUSED);
    }

    @Test
    void what_was_confirmed_before_a_refusal_stays_confirmed() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.target.refuse("a");
        world.host.put("a", "2");
        world.complete(RunType.IMPORT);
        world.host.put("a", "1");
        world.target.forgetWrites();

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.progress().read().unchanged()).isEqualTo(1);
        assertThat(world.state("a").orElseThrow().failure()).isEmpty();
        assertThat(world.target.writes()).isEmpty();
    }

    @Test
    void a_lost_answer_is_followed_by_another_look() {
        world.host.put("a", "1");
        world.target.loseAnswers(1);
        String id = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        int before = world.host.gets();

        world.untilQuiet();

        assertThat(world.outcomes(world.run(id)).of(Outcome.PUBLISHED)).isEqualTo(1);
        assertThat(world.target.writes()).hasSize(2);
        assertThat(world.host.gets() - before).isEqualTo(1);
    }

    @Test
    void a_record_written_without_an_answer_and_then_deleted_at_the_host_leaves_nothing_behind() {
        world.host.put("a", "1");
        world.target.loseAnswers(1);
        world.start(RunType.IMPORT);
        world.work();
        world.host.remove("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_batch_delivered_twice_writes_once() {
        world.host.fill(3);
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.changes.lanes().forEach(world.changes::doubleNext);
        world.untilQuiet();

        assertThat(world.target.writes()).hasSize(3);
    }

    @Test
    void the_loser_of_a_race_looks_again() {
        world.host.put("a", "old");
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        // While the import's write is on its way, an event's refresh publishes a newer version.
        world.target.beforeNextWrite(write -> {
            world.host.put("a", "new");
            refresh("a", RefreshReason.EVENT, Priority.HIGH);
            world.changes.deliverNext(
                    world.changes.lanes().get(0),
                    delivery -> world.engine.publisher().publish(delivery));
        });
        world.untilQuiet();

        assertThat(world.target.documents()).containsEntry("a", World.document("a", "new"));
    }

    @Test
    void an_old_observation_does_not_undo_a_newer_one() {
        world.host.put("a", "old");
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.clock.advance(Duration.ofMinutes(1));
        world.host.put("a", "new");
        refresh("a", RefreshReason.EVENT, Priority.HIGH);
        world.untilQuiet();

        assertThat(world.target.documents()).containsEntry("a", World.document("a", "new"));
    }

    @Test
    void an_observation_by_a_clock_that_is_ahead_does_not_undo_a_newer_one() {
        Engine ahead = world.instance(Clock.offset(world.clock, EngineSettings.DEFAULT.clockSkew()));
        world.host.put("a", "old");
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> ahead.steps().run(message, "owner"));
        world.clock.advance(Duration.ofSeconds(1));
        world.host.put("a", "new");
        refresh("a", RefreshReason.EVENT, Priority.HIGH);
        world.untilQuiet();

        assertThat(world.target.documents()).containsEntry("a", World.document("a", "new"));
    }

    @Test
    void a_record_that_is_missing_in_an_answer_about_many_is_asked_for_alone_before_it_is_deleted() {
        World many = World.askingForMany();
        many.host.fill(20);
        many.complete(RunType.IMPORT);
        many.host.remove("k0003");
        many.host.cutAnswers(1);
        many.events.webhook("cities", EventMessage.ofBody(changed(20)));
        many.untilQuiet();

        assertThat(many.published()).isEqualTo(many.mappedHost()).hasSize(19);
    }

    private static String changed(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "{\"specversion\":\"1.0\",\"id\":\"e%d\",\"source\":\"/\",\"type\":\"changed\",\"data\":{\"id\":\"k%04d\"}}",
                        i,
                        i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void a_refresh_deletes_what_the_host_no_longer_has_and_leaves_a_tombstone() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.remove("a");
        refresh("a", RefreshReason.EVENT, Priority.HIGH);
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
        assertThat(world.state("a").orElseThrow().standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void a_refresh_of_a_record_that_came_back_deletes_nothing() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        refresh("a", RefreshReason.NOMINATION, Priority.NORMAL);
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("a");
    }

    @Test
    void a_refresh_while_the_host_is_down_waits_for_the_host() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        world.host.down();
        refresh("a", RefreshReason.EVENT, Priority.HIGH);
        world.work();
        assertThat(world.target.documents()).containsEntry("a", World.document("a", "1"));

        world.host.up();
        world.untilQuiet();
        assertThat(world.target.documents()).containsEntry("a", World.document("a", "2"));
    }

    @Test
    void while_the_memory_is_down_the_batch_is_sent_again_for_later() {
        world.host.put("a", "1");
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.states.faults().down();
        world.work();
        assertThat(world.changes.waiting()).hasSize(1);

        world.states.faults().up();
        world.untilQuiet();
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_target_that_gives_the_ids_gets_one_document_for_a_record_whatever_gets_lost() {
        World giving = new World(World.IDS_FROM_TARGET);
        giving.host.fill(4);
        giving.target.loseAnswers(2);
        giving.complete(RunType.IMPORT);
        giving.host.put("k0001", "new");
        giving.complete(RunType.IMPORT);

        assertThat(giving.target.documents()).hasSize(4);
        assertThat(giving.published()).isEqualTo(giving.mappedHost());
    }

    @Test
    void a_target_that_merges_hears_of_members_that_a_document_lost() {
        World merging = new World(World.IDS_FROM_TARGET);
        merging.host.put("a", "1");
        merging.complete(RunType.IMPORT);
        merging.host.put("a", "bare");
        merging.complete(RunType.IMPORT);
        merging.host.put("a", "2");
        merging.complete(RunType.IMPORT);
        merging.target.forgetWrites();
        merging.complete(RunType.IMPORT);
        assertThat(merging.target.writes()).isEmpty();
        merging.host.put("a", "bare");
        merging.complete(RunType.IMPORT);

        assertThat(merging.target.writes())
                .singleElement()
                .isInstanceOfSatisfying(
                        TargetWrite.Put.class,
                        put -> assertThat(put.lost()).containsExactly(JsonPointer.compile("/text")));
    }

    @Test
    void where_an_update_replaces_nothing_is_noted_of_members() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "bare");
        world.complete(RunType.IMPORT);

        assertThat(world.target.writes())
                .allSatisfy(
                        write -> assertThat(((TargetWrite.Put) write).lost()).isEmpty());
    }

    @Test
    void a_create_that_is_held_up_until_its_claim_has_nearly_ended_is_given_up() {
        World giving = new World(World.IDS_FROM_TARGET);
        giving.host.put("a", "1");
        giving.start(RunType.IMPORT);
        giving.steps.deliverAll(message -> giving.engine.steps().run(message, "owner"));
        giving.states.faults().atEveryMoment(() -> giving.clock.advance(Duration.ofSeconds(70)));
        giving.changes.deliverNext(
                giving.changes.lanes().get(0),
                delivery -> giving.engine.publisher().publish(delivery));
        assertThat(giving.target.writes()).isEmpty();

        giving.states.faults().atEveryMoment(() -> {});
        giving.untilQuiet();
        assertThat(giving.published()).isEqualTo(giving.mappedHost());
    }

    @Test
    void a_document_whose_id_moves_leaves_no_other_behind() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.mapping.idPrefix("new-");
        world.host.put("a", "2");
        world.complete(RunType.IMPORT);

        assertThat(world.target.documents()).containsOnlyKeys("new-a");
    }

    @Test
    void an_operator_learns_what_came_of_a_refresh() {
        world.host.put("a", "1");
        world.clock.advance(Duration.ofMinutes(1));

        Optional<Outcome> none =
                world.engine.records().refresh().refresh(world.sync, new RecordKey("a"), Duration.ofSeconds(1));
        world.work();

        assertThat(none).isEmpty();
        assertThat(world.target.writes()).hasSize(1).allMatch(write -> write instanceof TargetWrite.Put);
    }

    private void refresh(String key, RefreshReason reason, Priority priority) {
        RecordKey recordKey = new RecordKey(key);
        world.changes.send(List.of(new OutgoingBatch(
                new ChangeBatch(
                        "cities",
                        world.sync.laneOf(recordKey),
                        Optional.empty(),
                        List.of(new Change.Refresh(recordKey, reason)),
                        0,
                        Optional.empty()),
                priority,
                Optional.empty())));
    }
}
