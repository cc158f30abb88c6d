package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.engine.Engine;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.run.Run;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.state.Failure;
import dev.fides.state.FailureReason;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import dev.fides.sync.EngineSettings;
import dev.fides.target.TargetWrite;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records whose ids come from their content, so that ids collide, move, and pass from one record to another. */
class IdOwnerTest {

    private final World world = idsFromContent("");

    /** The id is what stands before the first blank of the text. */
    private static World idsFromContent(String rules) {
        World world = World.with(rules);
        world.mapping.idsFromText(text -> text.split(" ", 2)[0]);
        return world;
    }

    @Test
    void of_two_records_that_map_to_one_id_the_first_is_published_and_the_other_parked() {
        world.host.put("a", "100 first");
        world.complete(RunType.IMPORT);
        world.host.put("b", "100 second");
        world.complete(RunType.IMPORT);

        assertThat(world.target.documents()).containsOnlyKeys("100").containsValue(World.document("a", "100 first"));
        Failure failure = failure("b");
        assertThat(failure.reason()).isEqualTo(FailureReason.ID_TAKEN);
        assertThat(failure.message()).contains("id 100 is taken by record a", "Sync cities, key b");
    }

    @Test
    void a_record_that_was_parked_gets_the_id_as_soon_as_the_owner_is_deleted() {
        world.host.put("a", "100 first");
        world.complete(RunType.IMPORT);
        world.host.put("b", "100 second");
        world.start(RunType.IMPORT);
        world.work();
        assertThat(failure("b").reason()).isEqualTo(FailureReason.ID_TAKEN);

        world.host.remove("a");
        refresh("a");
        world.work();

        assertThat(world.target.documents()).containsOnlyKeys("100").containsValue(World.document("b", "100 second"));
        assertThat(state("b").failure()).isEmpty();
        assertThat(state("a").standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void deleting_the_record_that_lost_its_id_leaves_the_document_of_the_owner() {
        world.host.put("a", "100 first");
        world.complete(RunType.IMPORT);
        world.host.put("b", "100 second");
        world.complete(RunType.IMPORT);
        world.host.remove("b");
        refresh("b");
        world.untilQuiet();
        world.complete(RunType.CLEAN_UP);

        assertThat(world.target.documents()).containsOnlyKeys("100").containsValue(World.document("a", "100 first"));
        assertThat(world.target.writes()).noneMatch(TargetWrite.Delete.class::isInstance);
    }

    @Test
    void an_owner_that_a_disbelieved_host_does_not_find_keeps_its_id() {
        world.host.put("a", "100 first");
        world.complete(RunType.IMPORT);
        world.host.hide("a");
        assertThat(world.complete(RunType.IMPORT).status()).isEqualTo(RunStatus.FAILED);
        world.host.put("b", "100 second");
        refresh("b");
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("100").containsValue(World.document("a", "100 first"));
        assertThat(failure("b").reason()).isEqualTo(FailureReason.ID_TAKEN);
    }

    @Test
    void an_id_that_is_handed_over_within_an_import_is_the_new_records_whatever_the_order() {
        for (List<String> keys : List.of(List.of("a", "b"), List.of("b", "a"))) {
            World fresh = idsFromContent("");
            fresh.host.put(keys.get(0), "100");
            fresh.host.put(keys.get(1), "99");
            fresh.complete(RunType.IMPORT);
            fresh.host.put(keys.get(0), "101");
            fresh.host.put(keys.get(1), "100");
            fresh.complete(RunType.IMPORT);

            assertHolds(fresh, "100", "101");
        }
    }

    @Test
    void records_may_swap_their_ids() {
        world.host.put("a", "1");
        world.host.put("b", "2");
        world.complete(RunType.IMPORT);
        world.host.put("a", "2");
        world.host.put("b", "1");
        world.complete(RunType.IMPORT);

        assertHolds(world, "1", "2");
    }

    @Test
    void records_may_swap_ids_that_are_their_keys() {
        world.host.put("a", "a");
        world.host.put("b", "b");
        world.complete(RunType.IMPORT);
        world.host.put("a", "b");
        world.host.put("b", "a");
        world.complete(RunType.IMPORT);
        assertHolds(world, "a", "b");

        world.host.put("a", "a");
        world.host.put("b", "b");
        world.complete(RunType.IMPORT);
        assertHolds(world, "a", "b");
    }

    @Test
    void ids_may_pass_around_in_a_ring_of_records_of_one_lane() {
        World oneLane = idsFromContent("");
        List<String> keys = sameLane(oneLane, 3);
        for (int i = 0; i < 3; i++) {
            oneLane.host.put(keys.get(i), "id" + i);
        }
        oneLane.complete(RunType.IMPORT);
        for (int i = 0; i < 3; i++) {
            oneLane.host.put(keys.get(i), "id" + (i + 1) % 3);
        }
        oneLane.complete(RunType.IMPORT);

        assertHolds(oneLane, "id0", "id1", "id2");
    }

    @Test
    void a_record_inserted_again_under_a_new_key_takes_its_document_over() {
        world.host.put("old", "100");
        world.complete(RunType.IMPORT);
        world.host.remove("old");
        world.host.put("new", "100");
        world.complete(RunType.IMPORT);
        world.complete(RunType.CLEAN_UP);

        assertHolds(world, "100");
        assertThat(world.target.writes()).noneMatch(TargetWrite.Delete.class::isInstance);
        assertThat(state("old").standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void a_constant_id_does_not_eat_the_target() {
        World many = idsFromContent("cleanUp: { maxDeletes: 500, maxDeletePercent: 10, maxEventDeletesPerHour: 5 }");
        for (int i = 0; i < 200; i++) {
            many.host.put(String.format("k%03d", i), "city-" + i);
        }
        many.complete(RunType.IMPORT);
        for (int i = 0; i < 200; i++) {
            many.host.put(String.format("k%03d", i), "city-null");
        }
        Run run = many.complete(RunType.IMPORT);

        // As many as this fail for good: it is the mapping, and the run stops.
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(many.target.documents()).hasSize(200);
    }

    @Test
    void more_moves_than_the_guard_lets_pass_leave_old_documents_to_a_clean_up() {
        World many = idsFromContent("cleanUp: { maxDeletes: 15, maxDeletePercent: 100, maxEventDeletesPerHour: 5 }");
        for (int i = 0; i < 40; i++) {
            many.host.put("k" + i, "old-" + i);
        }
        many.complete(RunType.IMPORT);
        for (int i = 0; i < 40; i++) {
            many.host.put("k" + i, "new-" + i);
        }
        many.complete(RunType.IMPORT);

        assertThat(many.target.documents().keySet().stream().filter(id -> id.startsWith("new-")))
                .hasSize(40);
        assertThat(many.target.documents().keySet().stream().filter(id -> id.startsWith("old-")))
                .hasSize(25);

        Run cleanUp = many.complete(RunType.CLEAN_UP);
        assertThat(cleanUp.status()).isEqualTo(RunStatus.AWAITING_APPROVAL);
        assertThat(cleanUp.progress().check().nominated()).isEqualTo(25);
        many.approveWhatIsHeld();
        many.untilQuiet();
        assertThat(many.published()).isEqualTo(many.mappedHost());
        assertThat(many.target.documents()).hasSize(40);
        assertThat(many.complete(RunType.CLEAN_UP).progress().check().nominated())
                .isZero();
    }

    @Test
    void of_a_page_full_of_one_id_those_are_parked_that_are_too_many_before_they_are_sent() {
        for (int i = 0; i < 200; i++) {
            world.host.put(String.format("k%03d", i), "city-null");
        }
        world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));

        assertThat(world.states.all("cities"))
                .isNotEmpty()
                .allSatisfy(state -> assertThat(state.failure().orElseThrow().message())
                        .contains("id city-null is wanted by record k"));
    }

    @Test
    void an_id_that_differs_only_in_what_many_targets_ignore_is_not_deleted_by_a_move() {
        world.host.put("a", "Rom");
        world.complete(RunType.IMPORT);
        world.host.put("a", "ROM");
        world.complete(RunType.IMPORT);

        assertThat(world.target.writes()).noneMatch(TargetWrite.Delete.class::isInstance);
        assertThat(state("a").otherIds()).containsExactly("Rom");
    }

    @Test
    void of_two_such_documents_the_old_one_is_nominated_when_the_listing_shows_both() {
        World listed = new World(World.IDS_IN_DOCUMENT + World.LISTED);
        listed.mapping.idsFromText(text -> text.split(" ", 2)[0]);
        listed.host.put("a", "Rom");
        listed.complete(RunType.IMPORT);
        listed.host.put("a", "ROM");
        listed.complete(RunType.IMPORT);
        assertThat(listed.target.documents()).containsOnlyKeys("Rom", "ROM");

        listed.complete(RunType.CLEAN_UP);
        listed.approveWhatIsHeld();
        listed.untilQuiet();

        assertHolds(listed, "ROM");
        assertThat(listed.complete(RunType.CLEAN_UP).progress().check().nominated())
                .isZero();
    }

    @Test
    void an_explanation_names_the_owner() {
        world.host.put("a", "100 first");
        world.complete(RunType.IMPORT);
        world.host.put("b", "100 second");
        assertThat(world.engine
                        .records()
                        .inspector()
                        .explain(world.sync, new RecordKey("b"))
                        .why())
                .contains("its id 100 is owned by record a");

        world.start(RunType.IMPORT);
        world.work();
        assertThat(world.engine
                        .records()
                        .inspector()
                        .explain(world.sync, new RecordKey("b"))
                        .why())
                .contains("id 100 is taken by record a");
    }

    @Test
    void ids_that_a_target_takes_for_the_same_are_one_id() {
        World blind = new World(
                World.IDS_IN_DOCUMENT + "\n  ids: { compare: ignoreCase }",
                "",
                EngineSettings.DEFAULT,
                new FakeTarget());
        blind.mapping.idsFromText(text -> text.split(" ", 2)[0]);
        blind.host.put("a", "Rom");
        blind.host.put("b", "ROM second");
        blind.complete(RunType.IMPORT);

        assertThat(blind.target.documents()).hasSize(1);
        assertThat(blind.states.all("cities").stream()
                        .filter(state -> state.failure().isPresent()))
                .hasSize(1);
        blind.host.remove("b");
        blind.host.put("a", "ROM");
        blind.complete(RunType.IMPORT);
        assertThat(blind.target.writes()).noneMatch(TargetWrite.Delete.class::isInstance);
        assertThat(blind.state("a").orElseThrow().otherIds()).isEmpty();
    }

    @Test
    void a_takeover_goes_on_wherever_the_process_died() {
        for (int calls = 0; calls < 12; calls++) {
            World dying = idsFromContent("");
            dying.host.put("a", "100");
            dying.host.put("b", "99");
            dying.complete(RunType.IMPORT);
            dying.host.put("a", "101");
            dying.host.put("b", "100");
            dying.states.faults().failAfter(calls);
            dying.complete(RunType.IMPORT);
            dying.states.faults().up();
            dying.complete(RunType.IMPORT);

            assertHolds(dying, "100", "101");
        }
    }

    @Test
    void an_id_that_was_taken_over_in_vain_goes_back_to_the_record_whose_document_is_there() {
        world.host.put("a", "100");
        world.complete(RunType.IMPORT);
        world.host.put("a", "101");
        world.host.put("b", "100");
        world.target.refuse("b");
        refresh("b");
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("101");
        assertThat(world.state("b").orElseThrow().failure().orElseThrow().reason())
                .isEqualTo(FailureReason.TARGET_REFUSED);

        world.target.accept("b");
        world.clock.advance(Duration.ofHours(7));
        world.complete(RunType.IMPORT);

        assertHolds(world, "100", "101");
    }

    @Test
    void a_document_under_a_new_id_is_found_when_its_record_is_gone_before_the_move_was_remembered() {
        world.host.put("a", "100");
        world.complete(RunType.IMPORT);
        world.host.put("a", "101");
        refresh("a");
        world.target.beforeNextWrite(write -> world.states.faults().down());
        world.work();
        world.states.faults().up();
        world.host.remove("a");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void a_former_owner_that_writes_late_does_not_stay() {
        world.host.put("a", "100 old");
        world.complete(RunType.IMPORT);
        world.host.put("a", "100 new");
        refresh("a");
        Engine other = world.instance(world.clock);
        world.target.beforeNextWrite(write -> {
            world.host.put("a", "101");
            world.host.put("b", "100");
            refresh("b");
            world.changes.deliverAll(delivery -> other.publisher().publish(delivery));
        });
        world.untilQuiet();

        assertHolds(world, "100", "101");
    }

    @Test
    void while_a_document_is_being_deleted_nobody_takes_its_id_over() {
        world.host.put("a", "100");
        world.complete(RunType.IMPORT);
        world.host.remove("a");
        refresh("a");
        Engine other = world.instance(world.clock);
        world.target.beforeNextWrite(delete -> {
            world.host.put("b", "100");
            refresh("b");
            world.changes.deliverAll(delivery -> other.publisher().publish(delivery));
            assertThat(world.target.writes())
                    .filteredOn(write -> write.key().equals(new RecordKey("b")))
                    .isEmpty();
        });
        world.untilQuiet();

        assertHolds(world, "100");
        assertThat(state("b").published()).isPresent();
    }

    @Test
    void a_delete_that_is_held_up_until_its_claim_has_nearly_ended_is_given_up() {
        world.host.put("a", "100");
        world.complete(RunType.IMPORT);
        world.target.forgetWrites();
        world.host.remove("a");
        refresh("a");
        world.states.faults().atEveryMoment(() -> world.clock.advance(Duration.ofSeconds(70)));
        world.changes.deliverNext(
                world.changes.lanes().get(0),
                delivery -> world.engine.publisher().publish(delivery));
        assertThat(world.target.writes()).isEmpty();

        world.states.faults().atEveryMoment(() -> {});
        world.untilQuiet();
        assertThat(world.target.documents()).isEmpty();
    }

    @Test
    void records_whose_id_is_their_key_cost_no_more_states_than_records() {
        for (int i = 0; i < 20; i++) {
            world.host.put("k" + i, "k" + i);
        }
        world.complete(RunType.IMPORT);

        assertThat(world.states.writes()).isEqualTo(20);
        assertThat(world.states.all("cities")).hasSize(20);
    }

    private static List<String> sameLane(World world, int count) {
        return java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> "r" + i)
                .filter(key -> world.sync.laneOf(new RecordKey(key)) == 0)
                .limit(count)
                .toList();
    }

    private static void assertHolds(World world, String... ids) {
        assertThat(world.target.documents()).containsOnlyKeys(ids);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        world.mappedHost()
                .keySet()
                .forEach(
                        key -> assertThat(world.state(key.value()).orElseThrow().published())
                                .isPresent());
    }

    private void refresh(String key) {
        world.send(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT), Priority.HIGH);
    }

    private SyncState state(String key) {
        return world.state(key).orElseThrow();
    }

    private Failure failure(String key) {
        return state(key).failure().orElseThrow();
    }
}
