package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.RunType;
import org.junit.jupiter.api.Test;

/** What a process leaves behind that wrote to the target and could not remember it. */
class CrashTest {

    private final World world = new World();

    @Test
    void a_refresh_whose_first_delivery_died_writes_although_the_host_is_back_at_what_was_confirmed() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        refresh("a");
        dieOnceTheTargetHolds("a", "2");
        world.host.put("a", "1");
        world.untilQuiet();

        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void an_upsert_whose_first_delivery_died_is_not_dropped_because_of_a_newer_look_that_wrote_nothing() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        dieOnceTheTargetHolds("a", "2");
        world.host.put("a", "1");
        refresh("a");
        world.untilQuiet();

        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_document_created_on_an_event_by_a_process_that_died_is_found_when_its_record_is_gone() {
        world.host.put("a", "1");
        refresh("a");
        dieOnceTheTargetHolds("a", "1");
        world.host.remove("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void parking_after_a_lost_answer_does_not_count_on_what_was_confirmed_before() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        world.target.loseAnswers(1);
        world.start(RunType.IMPORT);
        world.work();
        world.host.put("a", "bad");
        world.untilQuiet();
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);

        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_document_with_an_unknown_outcome_stays_findable_when_its_id_cannot_be_stored() {
        world.host.put("a", "1");
        world.target.loseAnswers(1);
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.target.beforeNextWrite(write -> world.states.faults().down());
        world.work();
        world.states.faults().up();
        world.host.remove("a");
        world.untilQuiet();
        refresh("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_created_document_whose_state_could_not_be_stored_is_found_when_its_record_is_gone() {
        world.host.put("a", "1");
        world.target.beforeNextWrite(write -> world.states.faults().failAfter(0));
        world.start(RunType.IMPORT);
        world.work();
        world.host.remove("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_document_in_doubt_is_found_after_its_record_was_parked_and_removed() {
        leaveDocumentInDoubt();
        world.host.put("a", "bad");
        world.untilQuiet();
        world.host.remove("a");
        refresh("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_document_in_doubt_goes_when_its_id_moved_before_anybody_looked() {
        leaveDocumentInDoubt();
        world.mapping.idPrefix("new-");
        refresh("a");
        world.work();
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("new-a");
    }

    @Test
    void all_documents_of_a_record_go_that_is_removed_after_its_id_moved_in_doubt() {
        leaveDocumentInDoubt();
        world.mapping.idPrefix("new-");
        refresh("a");
        world.work();
        world.host.remove("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_document_in_doubt_is_found_after_its_record_was_parked_and_mended_and_the_run_cancelled() {
        world.host.put("a", "bad");
        world.complete(RunType.IMPORT);
        world.host.put("a", "1");
        world.target.loseAnswers(1);
        String run = world.start(RunType.IMPORT);
        world.work();
        world.engine.runs().control().cancel(run);
        world.untilQuiet();
        world.host.remove("a");
        refresh("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    /** An import creates a document, and the answer is lost. */
    private void leaveDocumentInDoubt() {
        world.host.put("a", "1");
        world.target.loseAnswers(1);
        world.start(RunType.IMPORT);
        world.work();
        assertThat(world.target.documents()).containsOnlyKeys("a");
    }

    private void refresh(String key) {
        world.send(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT), Priority.HIGH);
    }

    /** Publishes, and kills the process at the first call of its memory after the target got this document. */
    private void dieOnceTheTargetHolds(String key, String value) {
        world.states.faults().atEveryMoment(() -> {
            if (world.published().containsValue(World.document(key, value))) {
                world.states.faults().atEveryMoment(() -> {});
                throw new FakeHost.Killed();
            }
        });
        assertThatThrownBy(world::work).isInstanceOf(FakeHost.Killed.class);
    }
}
