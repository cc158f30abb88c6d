package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.model.ConflictException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.queue.StepMessage;
import dev.fides.run.CheckCounts;
import dev.fides.run.Nomination;
import dev.fides.run.Outcome;
import dev.fides.run.Progress;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.Standing;
import dev.fides.sync.EngineSettings;
import dev.fides.target.TargetWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CleanUpTest {

    private static final String GUARD = "cleanUp: { maxDeletes: 20, maxDeletePercent: 50 }";

    private final World world = world(World.IDS_IN_DOCUMENT + World.LISTED, GUARD);
    private final List<Run> ended = new ArrayList<>();

    private static World world(String target, String rules) {
        return new World(target, rules, EngineSettings.DEFAULT, new FakeTarget());
    }

    @AfterEach
    void the_sums_of_every_run_agree() {
        ended.forEach(run -> World.assertSumsAgree(run, run.outcomes().orElseThrow()));
    }

    private Run cleanUp() {
        Run run = world.complete(RunType.CLEAN_UP);
        if (run.status().ended()) {
            ended.add(run);
        }
        return run;
    }

    private void published(int count) {
        world.host.fill(count);
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
    }

    @Test
    void when_host_and_target_agree_nothing_is_nominated_mapped_or_written() {
        published(35);
        int mapped = world.mapping.calls();

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(35, 35, 0, 0));
        assertThat(world.mapping.calls()).isEqualTo(mapped);
        assertThat(world.target.writes()).isEmpty();
    }

    @Test
    void what_the_host_no_longer_has_is_deleted_and_leaves_a_tombstone() {
        published(35);
        world.host.remove("k0003");
        world.host.remove("k0020");

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(35, 33, 2, 0));
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(2);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        assertThat(world.state("k0003").orElseThrow().standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void what_the_mapping_no_longer_makes_a_document_of_is_deleted() {
        published(5);
        world.host.put("k0003", "hidden");

        Run run = cleanUp();

        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_record_that_can_no_longer_be_mapped_is_present_all_the_same() {
        published(5);
        world.host.put("k0003", "bad");

        assertThat(cleanUp().progress().check()).isEqualTo(new CheckCounts(5, 5, 0, 0));
    }

    @Test
    void a_record_that_comes_back_in_between_is_not_deleted() {
        published(5);
        world.host.remove("k0003");
        String id = world.start(RunType.CLEAN_UP);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.host.put("k0003", "back");
        world.untilQuiet();

        Run run = world.run(id);
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isZero();
        assertThat(run.outcomes().orElseThrow().of(Outcome.PUBLISHED)).isEqualTo(1);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_state_whose_document_neither_side_has_ends_as_a_tombstone() {
        published(5);
        world.host.remove("k0003");
        world.target.write(List.of(new TargetWrite.Delete(new RecordKey("k0003"), "k0003")));

        Run run = cleanUp();

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(5, 4, 1, 0));
        assertThat(world.state("k0003").orElseThrow().standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void a_document_that_appeared_again_after_its_delete_is_deleted_again() {
        published(5);
        world.host.remove("k0003");
        cleanUp();
        world.target.overwrite("k0003", new RecordKey("k0003"), World.document("k0003", "zombie"));

        Run run = cleanUp();

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(5, 4, 1, 0));
        assertThat(world.target.documents()).doesNotContainKey("k0003");
    }

    @Test
    void documents_that_the_sync_did_not_publish_are_reported_and_left_alone() {
        published(5);
        world.target.overwrite("x1", new RecordKey("x1"), World.document("x1", "of somebody else"));

        Run run = cleanUp();

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(6, 5, 0, 1));
        assertThat(world.target.documents()).containsKey("x1");
    }

    @Test
    void documents_that_the_sync_did_not_publish_are_deleted_when_the_definition_says_so() {
        World strict = world(World.IDS_IN_DOCUMENT + World.LISTED, "cleanUp: { foreign: true, maxDeletePercent: 50 }");
        strict.host.fill(5);
        strict.complete(RunType.IMPORT);
        strict.target.overwrite("x1", new RecordKey("x1"), World.document("x1", "of somebody else"));

        Run run = strict.complete(RunType.CLEAN_UP);

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(6, 5, 1, 0));
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(1);
        assertThat(strict.published()).isEqualTo(strict.mappedHost());
    }

    @Test
    void of_two_syncs_that_share_a_target_neither_deletes_what_the_other_published() {
        World other = new World(World.IDS_IN_DOCUMENT + World.LISTED, GUARD, EngineSettings.DEFAULT, world.target);
        published(5);
        other.host.put("x1", "1");
        other.complete(RunType.IMPORT);
        world.host.remove("k0001");

        Run run = cleanUp();
        Run ofOther = other.complete(RunType.CLEAN_UP);

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(6, 4, 1, 1));
        assertThat(ofOther.progress().check()).isEqualTo(new CheckCounts(5, 1, 0, 4));
        assertThat(world.target.documents()).containsOnlyKeys("k0000", "k0002", "k0003", "k0004", "x1");
    }

    @Test
    void a_target_that_cannot_be_listed_is_cleaned_up_by_the_states() {
        World unlisted = world(World.IDS_FROM_TARGET, GUARD);
        unlisted.host.fill(15);
        unlisted.complete(RunType.IMPORT);
        unlisted.host.remove("k0007");

        Run run = unlisted.complete(RunType.CLEAN_UP);

        assertThat(run.progress().check()).isEqualTo(new CheckCounts(15, 14, 1, 0));
        assertThat(unlisted.published()).isEqualTo(unlisted.mappedHost());
    }

    @Test
    void what_was_withdrawn_is_found_by_its_states_where_the_target_cannot_be_listed() {
        World unlisted = world(World.IDS_IN_DOCUMENT, GUARD);
        unlisted.host.fill(30);
        String run = unlisted.start(RunType.IMPORT);
        unlisted.target.loseAnswers(30);
        unlisted.work();
        unlisted.engine.runs().control().cancel(run);
        unlisted.untilQuiet();
        for (int i = 10; i < 30; i++) {
            unlisted.host.remove(String.format("k%04d", i));
        }
        unlisted.complete(RunType.IMPORT);
        assertThat(unlisted.target.documents()).hasSize(30);

        Run cleanUp = unlisted.complete(RunType.CLEAN_UP);

        assertThat(cleanUp.progress().check()).isEqualTo(new CheckCounts(30, 10, 20, 0));
        unlisted.approveWhatIsHeld();
        unlisted.untilQuiet();
        assertThat(unlisted.published()).isEqualTo(unlisted.mappedHost());
        assertThat(unlisted.complete(RunType.CLEAN_UP).progress().check()).isEqualTo(new CheckCounts(10, 10, 0, 0));
    }

    @Test
    void a_create_that_was_withdrawn_is_found_by_its_state_where_the_target_cannot_be_listed() {
        World unlisted = world(World.IDS_FROM_TARGET, "cleanUp: { maxDeletePercent: 100 }");
        unlisted.host.fill(3);
        String run = unlisted.start(RunType.IMPORT);
        unlisted.target.loseAnswers(1);
        unlisted.work();
        unlisted.engine.runs().control().cancel(run);
        unlisted.untilQuiet();
        unlisted.host.remove("k0000");
        unlisted.host.remove("k0001");
        unlisted.host.remove("k0002");

        unlisted.complete(RunType.CLEAN_UP);
        unlisted.approveWhatIsHeld();
        unlisted.untilQuiet();

        assertThat(unlisted.target.documents()).isEmpty();
    }

    @Test
    void a_host_that_is_out_of_reach_fails_the_run_and_nominates_nothing() {
        published(15);
        world.host.down();

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.progress().check().nominated()).isZero();
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void one_record_for_which_the_host_has_no_answer_fails_the_step_and_nominates_nothing() {
        published(15);
        world.host.remove("k0001");
        world.host.unreadable("k0003", new RetryableException("500 for k0003", null));

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.error().orElseThrow()).contains("500 for k0003");
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void a_host_that_fails_once_costs_only_a_wait() {
        published(15);
        world.host.remove("k0001");
        world.host.unreadable("k0003", new RetryableException("503 for k0003", null));
        String id = world.start(RunType.CLEAN_UP);
        world.work();
        world.host.up();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void a_host_that_lost_everything_is_held_by_the_guard() {
        published(15);
        world.host.loseEverything();

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
        assertThat(run.error().orElseThrow()).contains("15 deletes of 15", "maxDeletePercent", run.id());
        assertThat(world.outcomes(run).of(Outcome.HELD)).isEqualTo(15);
        assertThat(world.target.documents()).hasSize(15);
        assertThat(world.changes.size()).isZero();
    }

    @Test
    void a_mapping_that_suddenly_makes_nothing_of_everything_is_held_by_the_guard() {
        published(15);
        for (RecordKey key : world.host.all().keySet()) {
            world.host.put(key.value(), "hidden");
        }

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void deletes_above_the_number_are_held_although_their_share_is_small() {
        published(60);
        for (int i = 0; i < 21; i++) {
            world.host.remove(String.format("k%04d", i));
        }

        assertThat(cleanUp().error().orElseThrow()).contains("21 deletes", "maxDeletes", "20");
    }

    @Test
    void an_empty_listing_of_the_host_is_no_reason_to_delete() {
        published(15);
        world.host.announce(0);

        assertThat(cleanUp().progress().check().nominated()).isZero();
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void a_listing_of_the_target_that_ends_too_early_makes_the_run_incomplete_and_releases_nothing() {
        published(15);
        world.host.remove("k0001");
        world.target.cutListing(12);

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.INCOMPLETE);
        assertThat(run.error().orElseThrow()).contains("announced 15", "ended after 12", "listing of the target");
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void an_empty_listing_of_the_target_leaves_the_states_to_be_checked() {
        published(15);
        world.host.remove("k0001");
        world.target.cutListing(0);
        world.target.announce(0);

        assertThat(cleanUp().progress().check()).isEqualTo(new CheckCounts(15, 14, 1, 0));
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void approving_releases_exactly_the_list_that_was_looked_at() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();
        world.host.up();
        world.host.remove("k0001");
        world.host.remove("k0002");
        assertThat(listed(held)).hasSize(15);

        world.engine.runs().control().approve(held.id(), held.heldEtag().orElseThrow());
        world.untilQuiet();

        Run run = world.run(held.id());
        ended.add(run);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(2);
        assertThat(run.outcomes().orElseThrow().of(Outcome.SUPERSEDED)).isEqualTo(13);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void another_etag_releases_nothing() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();

        assertThatThrownBy(() -> world.engine.runs().control().approve(held.id(), "other"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(held.id());
        world.untilQuiet();
        assertThat(world.run(held.id()).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void what_is_approved_cannot_be_approved_again() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();
        world.engine.runs().control().approve(held.id(), held.heldEtag().orElseThrow());

        assertThatThrownBy(() -> world.engine
                        .runs()
                        .control()
                        .approve(held.id(), held.heldEtag().orElseThrow()))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void a_newer_clean_up_supersedes_the_one_that_is_held() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();
        world.host.up();

        Run next = cleanUp();

        assertThat(next.status()).isEqualTo(RunStatus.COMPLETED);
        Run superseded = world.run(held.id());
        ended.add(superseded);
        assertThat(superseded.status()).isEqualTo(RunStatus.SUPERSEDED);
        assertThat(superseded.outcomes().orElseThrow().of(Outcome.HELD)).isEqualTo(15);
        assertThatThrownBy(() -> world.engine
                        .runs()
                        .control()
                        .approve(held.id(), held.heldEtag().orElseThrow()))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void while_deletes_are_held_imports_go_on() {
        published(15);
        world.host.loseEverything();
        cleanUp();
        world.host.up();
        world.host.put("k0001", "new");

        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void steps_whose_time_is_used_up_hand_on_and_count_nothing_twice() {
        World hasty = new World(
                World.IDS_IN_DOCUMENT + World.LISTED,
                GUARD,
                EngineSettings.DEFAULT.withStepBudget(Duration.ZERO),
                new FakeTarget());
        hasty.host.fill(25);
        hasty.complete(RunType.IMPORT);
        hasty.host.remove("k0003");
        hasty.host.remove("k0013");

        Run run = hasty.complete(RunType.CLEAN_UP);

        assertThat(run.stepping().step()).isGreaterThan(4);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(25, 23, 2, 0));
        assertThat(hasty.published()).isEqualTo(hasty.mappedHost());
    }

    @Test
    void a_step_that_dies_after_its_nominations_were_stored_is_repeated_and_counts_once() {
        published(15);
        world.host.remove("k0003");
        String id = world.start(RunType.CLEAN_UP);
        StepMessage message = world.steps.take().orElseThrow();
        world.host.beforeGet(() -> {
            throw new FakeHost.Killed();
        });
        assertThatThrownBy(() -> world.engine.steps().run(message, "owner")).isInstanceOf(FakeHost.Killed.class);
        world.host.beforeGet(() -> {});
        world.clock.advance(Duration.ofMinutes(10));
        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        Run run = world.run(id);
        ended.add(run);
        assertThat(run.progress().check()).isEqualTo(new CheckCounts(15, 14, 1, 0));
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(1);
    }

    @Test
    void a_step_that_fails_after_its_last_page_reads_nothing_again_and_the_guard_still_holds() {
        published(15);
        world.host.loseEverything();
        String id = world.start(RunType.CLEAN_UP);
        failWhenAllIsRead();
        world.work();
        assertThat(world.run(id).progress().phase()).isEqualTo(Progress.Phase.GUARD);
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
        assertThat(world.run(id).progress().check()).isEqualTo(new CheckCounts(15, 0, 15, 0));
    }

    /** After two pages of the target, with a look at the states each, and one page of the states: at their count. */
    private void failWhenAllIsRead() {
        world.states.faults().failAfter(3);
    }

    @Test
    void a_release_that_is_interrupted_goes_on_and_deletes_everything_once() {
        published(15);
        world.host.remove("k0003");
        world.host.remove("k0013");
        String id = world.start(RunType.CLEAN_UP);
        world.changes.faults().failAfter(0);
        world.untilQuiet();

        Run run = world.run(id);
        ended.add(run);
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(2);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void an_approval_whose_step_message_got_lost_is_recovered_by_the_supervisor() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();
        world.engine.runs().control().approve(held.id(), held.heldEtag().orElseThrow());
        world.steps.clear();
        world.clock.advance(Duration.ofMinutes(10));

        world.engine.watch().supervisor().tick();
        world.untilQuiet();

        Run run = world.run(held.id());
        ended.add(run);
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(15);
    }

    @Test
    void a_list_that_is_no_longer_complete_cannot_be_approved() {
        published(15);
        world.host.loseEverything();
        Run held = cleanUp();
        world.clock.advance(Duration.ofDays(61));

        assertThatThrownBy(() -> world.engine
                        .runs()
                        .control()
                        .approve(held.id(), held.heldEtag().orElseThrow()))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("no longer complete");
        assertThat(world.target.documents()).hasSize(15);
    }

    @Test
    void a_delete_that_the_target_refuses_fails_alone() {
        published(15);
        world.host.remove("k0003");
        world.host.remove("k0013");
        world.target.refuse("k0003");

        Run run = cleanUp();

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(run.outcomes().orElseThrow().of(Outcome.DELETED)).isEqualTo(1);
        assertThat(run.outcomes().orElseThrow().of(Outcome.FAILED)).isEqualTo(1);
    }

    @Test
    void a_full_reimport_is_followed_by_a_clean_up_where_the_definition_has_one() {
        World scheduled =
                world(World.IDS_IN_DOCUMENT + World.LISTED, "schedule: { cleanUp: \"0 0 3 * * *\" }\n" + GUARD);
        scheduled.host.fill(5);
        scheduled.complete(RunType.IMPORT);
        scheduled.host.remove("k0001");

        scheduled.complete(RunType.REIMPORT);

        assertThat(scheduled.runs.list("cities", Optional.empty(), 10).runs())
                .extracting(Run::type)
                .contains(RunType.CLEAN_UP);
        assertThat(scheduled.published()).isEqualTo(scheduled.mappedHost());
    }

    private List<Nomination> listed(Run run) {
        return world.engine.runs().nominations().read(run, Optional.empty()).nominations();
    }
}
