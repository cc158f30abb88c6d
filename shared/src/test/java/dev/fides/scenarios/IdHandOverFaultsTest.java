package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.queue.OutgoingBatch;
import dev.fides.run.RunType;
import dev.fides.state.FailureReason;
import dev.fides.state.IdOwner;
import dev.fides.state.Standing;
import dev.fides.state.SyncState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ids that pass from record to record while something fails, is refused, or is not allowed. */
class IdHandOverFaultsTest {

    /** Whoever is not looked at at once is never looked at: the first failure is the last. */
    private static final String ONE_ATTEMPT = "failures: { attempts: 1 }\n";

    private static final Duration LONGER_THAN_PARKED = Duration.ofHours(7);

    private World world = idsFromContent("");

    /** The id is what stands before the first blank of the text. */
    private static World idsFromContent(String rules) {
        World world = World.with(rules);
        world.mapping.idsFromText(text -> text.split(" ", 2)[0]);
        return world;
    }

    @Test
    void a_former_owner_of_the_same_batch_does_not_go_on_as_if_it_were_published() {
        List<String> keys = keysOfOneLane();
        String former = keys.get(0);
        String next = keys.get(1);
        world.host.put(former, "100");
        world.complete(RunType.IMPORT);
        dieOnceTheIdHasPassed(former, next);

        // Both are looked at in one batch; the former owner wants its old id again, and seems to have it.
        world.host.put(former, "100");
        sendTogether(look(former), look(next));
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("100").containsValue(World.document(next, "100"));
        assertThat(state(next).published()).isPresent();
        assertThat(state(former).failure().orElseThrow().reason()).isEqualTo(FailureReason.ID_TAKEN);
    }

    @Test
    void what_one_record_may_have_left_under_the_key_of_another_of_its_batch_is_not_deleted_once_that_one_is_written() {
        List<String> keys = keysOfOneLane();
        String own = keys.get(0);
        String other = keys.get(1);
        world.host.put(own, own);
        world.host.put(other, "100");

        sendTogether(
                look(own),
                new Change.Refresh(new RecordKey(other), RefreshReason.DOUBT)
                        .doubted()
                        .leaving(Optional.of(own)));
        world.untilQuiet();

        assertHolds(own, "100");
    }

    @Test
    void that_the_last_owner_is_gone_says_nothing_of_the_one_before() {
        world.host.put("x", "100");
        world.complete(RunType.IMPORT);
        dieOnceTheIdHasPassed("x", "y");

        world.host.remove("y");
        world.host.put("b", "100");
        refresh("b");
        world.untilQuiet();

        assertThat(state("x").standing()).isNotInstanceOf(Standing.Deleted.class);
        assertHolds("100", "101");
    }

    @Test
    void a_former_owner_whose_key_is_the_id_is_looked_at_also_when_the_queue_fails_in_between() {
        world.host.put("a", "a");
        world.complete(RunType.IMPORT);
        world.host.put("a", "x");
        world.host.put("b", "a");
        refresh("b");
        world.changes.faults().failAfter(0);
        world.untilQuiet();

        assertHolds("a", "x");
    }

    @Test
    void those_who_wait_for_an_old_id_are_looked_at_also_when_its_document_may_not_be_deleted() {
        for (String id : List.of("100", "a")) {
            world = idsFromContent(ONE_ATTEMPT + "cleanUp: { maxEventDeletesPerHour: 0 }");
            world.host.put("a", id);
            world.complete(RunType.IMPORT);
            world.host.put("b", id);
            world.complete(RunType.IMPORT);
            assertThat(state("b").failure().orElseThrow().reason()).isEqualTo(FailureReason.ID_TAKEN);

            world.host.put("a", "101");
            refresh("a");
            world.untilQuiet();

            assertHolds(id, "101");
        }
    }

    @Test
    void an_id_whose_document_was_refused_is_free_once_its_record_wants_another() {
        world = idsFromContent(ONE_ATTEMPT);
        world.target.refuse("a");
        world.host.put("a", "102");
        world.complete(RunType.IMPORT);
        world.host.put("b", "102");
        world.complete(RunType.IMPORT);
        assertThat(state("b").failure().orElseThrow().reason()).isEqualTo(FailureReason.ID_TAKEN);

        world.target.accept("a");
        world.host.put("a", "103");
        world.complete(RunType.IMPORT);

        assertHolds("102", "103");
    }

    @Test
    void once_the_new_owner_has_written_nobody_else_gets_the_id_back() {
        world.host.put("a", "100");
        world.complete(RunType.IMPORT);
        world.host.put("a", "101");
        world.host.put("b", "100");
        refresh("b");
        world.untilQuiet();

        assertHolds("100", "101");
        assertThat(state("100").idOwner()).contains(IdOwner.of(new RecordKey("b")));
    }

    @Test
    void a_former_owner_that_spells_the_id_otherwise_loses_it_too() {
        world = new World(World.IDS_IN_DOCUMENT + "\n  ids: { compare: ignoreCase }");
        world.target.ignoreCase();
        world.mapping.idsFromText(text -> text.split(" ", 2)[0]);
        world.host.put("b", "X");
        world.complete(RunType.IMPORT);
        world.host.remove("b");
        world.host.put("a", "x");
        refresh("a");
        world.untilQuiet();

        assertThat(state("b").published()).isEmpty();
        assertThat(state("a").published()).isPresent();
        assertThat(world.target.documents()).hasSize(1).containsValue(World.document("a", "x"));
    }

    @Test
    void of_a_record_that_came_back_in_vain_and_went_again_no_failure_is_left() {
        world.host.put("a", "100");
        world.host.put("b", "101");
        world.complete(RunType.IMPORT);
        world.host.remove("b");
        refresh("b");
        world.untilQuiet();
        world.host.put("b", "100");
        refresh("b");
        world.untilQuiet();
        assertThat(state("b").failure().orElseThrow().reason()).isEqualTo(FailureReason.ID_TAKEN);

        world.host.remove("b");
        refresh("b");
        world.untilQuiet();

        assertThat(state("b").failure()).isEmpty();
        assertThat(state("b").standing()).isInstanceOf(Standing.Deleted.class);
        assertHolds("100");
    }

    @ParameterizedTest
    @CsvSource({"a, 2", "b, 2", "ab, 2", "a, 3", "b, 3", "ab, 3", "bc, 3", "abc, 3"})
    void records_that_want_each_others_ids_come_to_rest_whoever_of_them_is_refused(String refused, int ring) {
        for (boolean byEvents : List.of(true, false)) {
            for (int lostAnswers = 0; lostAnswers < 2; lostAnswers++) {
                world = idsFromContent("");
                List<String> keys = List.of("a", "b", "c").subList(0, ring);
                keys.forEach(key -> world.host.put(key, "id" + keys.indexOf(key)));
                world.complete(RunType.IMPORT);
                refused.chars().forEach(key -> world.target.refuse(Character.toString(key)));
                world.target.loseAnswers(lostAnswers);
                keys.forEach(key -> world.host.put(key, "id" + (keys.indexOf(key) + 1) % ring));
                if (byEvents) {
                    keys.forEach(this::refresh);
                    world.untilQuiet();
                } else {
                    world.complete(RunType.IMPORT);
                }
                refused.chars()
                        .forEach(key -> assertThat(state(Character.toString(key))
                                        .failure()
                                        .orElseThrow()
                                        .reason())
                                .isEqualTo(FailureReason.TARGET_REFUSED));

                world.target.acceptAll();
                for (int i = 0; i < 2; i++) {
                    world.clock.advance(LONGER_THAN_PARKED);
                    world.complete(RunType.IMPORT);
                }

                assertHolds(keys.stream().map(key -> "id" + keys.indexOf(key)).toArray(String[]::new));
            }
        }
    }

    private List<String> keysOfOneLane() {
        return IntStream.range(0, 100)
                .mapToObj(i -> "r" + i)
                .filter(key -> world.sync.laneOf(new RecordKey(key)) == 0)
                .limit(2)
                .toList();
    }

    private void sendTogether(Change... changes) {
        world.changes.send(List.of(new OutgoingBatch(
                new ChangeBatch("cities", 0, Optional.empty(), List.of(changes), 0, Optional.empty()),
                Priority.HIGH,
                Optional.empty())));
    }

    /** A record takes the id 100 over from another one, which wants 101, and gets no further. */
    private void dieOnceTheIdHasPassed(String former, String next) {
        world.host.put(former, "101");
        world.host.put(next, "100");
        refresh(next);
        world.states.faults().failAfter(5);
        world.changes.deliverNext(
                world.changes.lanes().get(0),
                delivery -> world.engine.publisher().publish(delivery));
        IdOwner owner = state("100").idOwner().orElseThrow();
        assertThat(owner.key()).isEqualTo(new RecordKey(next));
        assertThat(owner.takenFrom()).containsExactly(new RecordKey(former));
        assertThat(state(former).published()).isPresent();
    }

    private void assertHolds(String... ids) {
        assertThat(world.target.documents()).containsOnlyKeys(ids);
        assertThat(world.published()).isEqualTo(world.mappedHost());
        world.mappedHost()
                .keySet()
                .forEach(key -> assertThat(state(key.value()).published()).isPresent());
    }

    private static Change.Refresh look(String key) {
        return new Change.Refresh(new RecordKey(key), RefreshReason.EVENT);
    }

    private void refresh(String key) {
        world.send(look(key), Priority.HIGH);
    }

    private SyncState state(String key) {
        return world.state(key).orElseThrow();
    }
}
