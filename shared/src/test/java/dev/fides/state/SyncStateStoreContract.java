package dev.fides.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.fakes.OddKeys;
import dev.fides.fakes.Race;
import dev.fides.model.DocumentHashes;
import dev.fides.model.Hash;
import dev.fides.model.Members;
import dev.fides.model.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of sync states does. */
public abstract class SyncStateStoreContract {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.070Z");
    private static final Hash HASH = new Hash("AAAAAAAAAAAAAAAAAAAAAA");
    private static final Standing PUBLISHED = new Standing.Published(new DocumentHashes(HASH, HASH, "f1"), NOW);
    private static final Standing DELETED = new Standing.Deleted(NOW);

    private final String sync = "sync-" + UUID.randomUUID();

    protected abstract SyncStateStore store();

    protected abstract void advance(Duration time);

    /** The store's time. */
    protected abstract Instant now();

    @Test
    void every_part_of_a_state_is_kept() {
        Failure failure = new Failure(
                Optional.of(HASH), FailureReason.SCHEMA, "a \"message\"\n", 3, NOW, Optional.of(NOW.plusSeconds(60)));
        List<SyncState> states = List.of(
                state("published", PUBLISHED, Optional.of(failure)),
                state(
                        "merged",
                        new Standing.Published(
                                new DocumentHashes(
                                        HASH,
                                        HASH,
                                        "f1",
                                        Optional.of(new Members(List.of("/b/c", "/b", "/a"))),
                                        Optional.of(HASH)),
                                NOW),
                        Optional.empty()),
                state("deleted", DELETED, Optional.empty()),
                state("creating", new Standing.Creating(NOW, Optional.of(NOW)), Optional.empty()),
                new SyncState(
                        sync,
                        new RecordKey("unpublished"),
                        new Standing.Unpublished(),
                        Optional.empty(),
                        NOW,
                        Optional.empty(),
                        "w",
                        Optional.of(
                                new Failure(Optional.empty(), FailureReason.MAPPING, "m", 1, NOW, Optional.empty()))),
                state("owned")
                        .withIdOwner(Optional.of(new IdOwner(
                                key("owner"),
                                Optional.of(NOW),
                                Set.of(key("former")),
                                Optional.of(key("left")),
                                Set.of(key("x"), key("y")))))
                        .withOtherIds(Set.of("old", "Old ")),
                onlyForId("free", "owner"));

        create(states);

        assertThat(read(states.stream().map(SyncState::key).toList()))
                .allSatisfy((key, stored) -> assertThat(states).contains(stored.state()))
                .hasSize(7);
    }

    @Test
    void a_state_that_exists_only_for_the_owner_of_an_id_counts_as_nothing() {
        create(List.of(onlyForId("id", "owner"), onlyForId("other", "owner").withOtherIds(Set.of("left"))));

        assertThat(store().count(sync)).isEqualTo(new StateCounts(0, 0, 0, 1, 0));
        assertThat(listed(new StateFilter.Published())).isEmpty();
        assertThat(listed(new StateFilter.Parked(Optional.empty()))).isEmpty();
    }

    @Test
    void a_tombstone_whose_id_another_record_owns_does_not_vanish() {
        create(List.of(
                state("taken", DELETED, Optional.empty()).withIdOwner(Optional.of(IdOwner.of(key("owner")))),
                state("own", DELETED, Optional.empty()).withIdOwner(Optional.of(IdOwner.of(key("own"))))));

        advance(Duration.ofDays(60));

        assertThat(read(List.of(key("taken"), key("own")))).containsOnlyKeys(key("taken"));
    }

    @Test
    void all_states_of_a_sync_are_removed_a_few_at_a_time_and_no_others() {
        create(List.of(state("a"), state("b", DELETED, Optional.empty()), onlyForId("id", "owner"), state("c")));
        SyncState other = new SyncState(
                sync + "2", key("a"), PUBLISHED, Optional.empty(), NOW, Optional.empty(), "w", Optional.empty());
        create(List.of(other));

        assertThat(store().remove(sync, 3)).isEqualTo(3);
        assertThat(store().remove(sync, 3)).isEqualTo(1);

        assertThat(store().remove(sync, 3)).isZero();
        assertThat(read(List.of(key("a"), key("b"), key("id"), key("c")))).isEmpty();
        assertThat(store().read(sync + "2", List.of(key("a")))).containsOnlyKeys(key("a"));
    }

    @Test
    void keys_without_a_state_are_missing_in_the_answer() {
        create(List.of(state("a")));

        assertThat(read(List.of(key("a"), key("b")))).containsOnlyKeys(key("a"));
        assertThat(read(List.of())).isEmpty();
    }

    @Test
    void odd_keys_are_records_of_their_own() {
        List<SyncState> states = OddKeys.all().stream()
                .map(key -> state(key, PUBLISHED, Optional.empty()))
                .toList();

        create(states);

        Map<RecordKey, StoredState> read = read(OddKeys.all());
        assertThat(read).hasSameSizeAs(states);
        read.forEach((key, stored) -> assertThat(stored.state().key()).isEqualTo(key));
    }

    @Test
    void syncs_do_not_see_each_other() {
        create(List.of(state("a")));

        assertThat(store().read(sync + "2", List.of(key("a")))).isEmpty();
        assertThat(store().count(sync + "2")).isEqualTo(new StateCounts(0, 0, 0, 0, 0));
        assertThat(store().list(sync + "2", new StateFilter.Published(), Optional.empty(), 10)
                        .states())
                .isEmpty();
    }

    @Test
    void a_state_is_replaced_when_its_etag_is_the_stored_one() {
        String first = create(List.of(state("a"))).get(0);

        SaveResult result = save(state("a", DELETED, Optional.empty()), Optional.of(first));

        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        StoredState stored = read(List.of(key("a"))).get(key("a"));
        assertThat(stored.state().standing()).isEqualTo(DELETED);
        assertThat(new SaveResult.Saved(stored.etag())).isEqualTo(result).isNotEqualTo(new SaveResult.Saved(first));
    }

    @Test
    void a_stale_etag_is_a_conflict_and_changes_nothing() {
        String first = create(List.of(state("a"))).get(0);
        SyncState second = state("a", DELETED, Optional.empty());
        save(second, Optional.of(first));

        assertThat(save(state("a"), Optional.of(first))).isEqualTo(new SaveResult.Conflict());
        assertThat(read(List.of(key("a"))).get(key("a")).state()).isEqualTo(second);
    }

    @Test
    void creating_what_exists_is_a_conflict() {
        create(List.of(state("a")));

        assertThat(save(state("a"), Optional.empty())).isEqualTo(new SaveResult.Conflict());
    }

    @Test
    void replacing_what_does_not_exist_is_a_conflict() {
        String etag = create(List.of(state("a"))).get(0);

        assertThat(save(state("b"), Optional.of(etag))).isEqualTo(new SaveResult.Conflict());
    }

    @Test
    void ones_own_write_is_a_success_when_it_comes_twice() {
        SyncState created = state("a");
        String etag = create(List.of(created)).get(0);
        SyncState replaced = state("a", DELETED, Optional.empty());
        SaveResult first = save(replaced, Optional.of(etag));

        assertThat(save(replaced, Optional.of(etag))).isEqualTo(first);
        assertThat(save(replaced, Optional.empty())).isEqualTo(first);
    }

    @Test
    void results_come_in_the_order_of_the_writes() {
        List<SyncState> states =
                IntStream.range(0, 250).mapToObj(i -> state("k" + i)).toList();
        create(states.stream().filter(state -> state.key().hashCode() % 3 == 0).toList());
        List<SyncState> shuffled = new ArrayList<>(
                states.stream().map(state -> state(state.key().value())).toList());
        Collections.shuffle(shuffled, new java.util.Random(7));

        List<SaveResult> results = store().save(shuffled.stream()
                .map(state -> new StateWrite(state, Optional.empty()))
                .toList());

        assertThat(results).hasSize(250);
        for (int i = 0; i < 250; i++) {
            boolean existed = shuffled.get(i).key().hashCode() % 3 == 0;
            assertThat(results.get(i)).isInstanceOf(existed ? SaveResult.Conflict.class : SaveResult.Saved.class);
        }
    }

    @Test
    void two_writes_for_one_key_are_refused() {
        List<StateWrite> writes =
                List.of(new StateWrite(state("a"), Optional.empty()), new StateWrite(state("a"), Optional.empty()));

        assertThatThrownBy(() -> store().save(writes)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saving_nothing_answers_nothing() {
        assertThat(store().save(List.of())).isEmpty();
    }

    @Test
    void of_several_creators_one_wins() throws Exception {
        List<SaveResult> results = Race.of(6, i -> save(state("raced"), Optional.empty()));

        assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(SaveResult.Conflict.class::isInstance).hasSize(5);
    }

    @Test
    void of_several_writers_one_wins() throws Exception {
        String etag = create(List.of(state("raced"))).get(0);

        List<SaveResult> results = Race.of(6, i -> save(state("raced"), Optional.of(etag)));

        assertThat(results).filteredOn(SaveResult.Saved.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(SaveResult.Conflict.class::isInstance).hasSize(5);
    }

    @Test
    void a_tombstone_vanishes_after_its_time_to_live_and_nothing_else_does() {
        Failure failure = new Failure(Optional.empty(), FailureReason.MAPPING, "m", 1, NOW, Optional.empty());
        create(List.of(
                state("published"),
                state("deleted", DELETED, Optional.empty()),
                state("parked", DELETED, Optional.of(failure))));

        advance(Duration.ofDays(29));
        assertThat(read(List.of(key("deleted")))).hasSize(1);

        advance(Duration.ofDays(2));
        assertThat(read(List.of(key("published"), key("deleted"), key("parked"))))
                .containsOnlyKeys(key("published"), key("parked"));
        assertThat(store().count(sync)).isEqualTo(new StateCounts(1, 1, 0, 0, 1));
        assertThat(save(state("deleted"), Optional.empty())).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    void a_record_that_is_published_again_does_not_vanish() {
        String etag = create(List.of(state("a", DELETED, Optional.empty()))).get(0);
        save(state("a"), Optional.of(etag));

        advance(Duration.ofDays(60));

        assertThat(read(List.of(key("a")))).hasSize(1);
    }

    @Test
    void states_are_counted_by_condition() {
        Failure failure = new Failure(Optional.empty(), FailureReason.MAPPING, "m", 1, NOW, Optional.empty());
        create(List.of(
                state("p1"),
                state("p2"),
                state("p3", PUBLISHED, Optional.of(failure)),
                state("d", DELETED, Optional.empty()),
                state("c", new Standing.Creating(NOW, Optional.of(NOW)), Optional.empty()),
                state("u", new Standing.Unpublished(), Optional.of(failure))));

        assertThat(store().count(sync)).isEqualTo(new StateCounts(3, 1, 1, 1, 2));
    }

    @Test
    void states_are_listed_by_filter() {
        create(List.of(
                state("published"),
                state("deleted", DELETED, Optional.empty()),
                parked("mapping-due", FailureReason.MAPPING, Optional.of(NOW)),
                parked("schema-later", FailureReason.SCHEMA, Optional.of(NOW.plusMillis(1))),
                parked("schema-never", FailureReason.SCHEMA, Optional.empty())));

        assertThat(listed(new StateFilter.Published())).containsExactly("published");
        assertThat(listed(new StateFilter.Parked(Optional.empty())))
                .containsExactlyInAnyOrder("mapping-due", "schema-later", "schema-never");
        assertThat(listed(new StateFilter.Parked(Optional.of(FailureReason.SCHEMA))))
                .containsExactlyInAnyOrder("schema-later", "schema-never");
        assertThat(listed(new StateFilter.Due(NOW))).containsExactly("mapping-due");
        assertThat(listed(new StateFilter.Due(NOW.plusSeconds(1))))
                .containsExactlyInAnyOrder("mapping-due", "schema-later");
    }

    @Test
    void what_the_target_may_hold_is_listed_whether_it_was_confirmed_or_not() {
        create(List.of(
                state("published"),
                state("deleted", DELETED, Optional.empty()),
                state("creating", new Standing.Creating(NOW, Optional.empty()), Optional.empty()),
                state("withdrawn", new Standing.Unpublished(), Optional.empty()),
                new SyncState(
                        sync,
                        key("never-written"),
                        new Standing.Unpublished(),
                        Optional.empty(),
                        NOW,
                        Optional.empty(),
                        "w",
                        Optional.of(
                                new Failure(Optional.empty(), FailureReason.MAPPING, "m", 1, NOW, Optional.empty())))));

        assertThat(listed(new StateFilter.MayBeHeld())).containsExactlyInAnyOrder("published", "creating", "withdrawn");
    }

    @Test
    void states_are_listed_of_which_the_target_may_hold_a_document() {
        create(List.of(
                state("published"),
                state("deleted", DELETED, Optional.empty()).withOtherIds(Set.of("old")),
                onlyForId("free", "owner"),
                onlyForId("left", "owner").withOtherIds(Set.of("old")),
                state("moved").withOtherIds(Set.of("old"))));

        assertThat(listed(new StateFilter.MayBeHeld())).containsExactlyInAnyOrder("published", "left", "moved");
    }

    @Test
    void pages_hold_every_state_once() {
        create(IntStream.range(0, 95).mapToObj(i -> state("k" + i)).toList());

        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            StatePage page = store().list(sync, new StateFilter.Published(), cursor, 10);
            assertThat(page.states()).hasSizeLessThanOrEqualTo(10);
            page.states().forEach(stored -> keys.add(stored.state().key().value()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(keys).hasSize(95).doesNotHaveDuplicates();
    }

    @Test
    void thousands_of_states_are_read_at_once() {
        List<SyncState> states =
                IntStream.range(0, 1500).mapToObj(i -> state("k" + i)).toList();
        create(states);

        assertThat(read(states.stream().map(SyncState::key).toList())).hasSize(1500);
    }

    private List<String> listed(StateFilter filter) {
        return store().list(sync, filter, Optional.empty(), 100).states().stream()
                .map(stored -> stored.state().key().value())
                .toList();
    }

    @Test
    void what_was_written_since_is_told_whatever_it_is_and_whoever_wrote_it() {
        List<String> etags = create(List.of(state("old"), state("rewritten"), state("gone")));
        advance(Duration.ofSeconds(10));
        create(List.of(state("new"), state("tombstone", DELETED, Optional.empty()), onlyForId("owned", "x")));
        save(state("rewritten"), Optional.of(etags.get(1)));
        SyncState other = new SyncState(
                sync + "2",
                key("of another sync"),
                PUBLISHED,
                Optional.empty(),
                NOW,
                Optional.empty(),
                "w",
                Optional.empty());
        create(List.of(other));

        assertThat(writtenSince(now().minusSeconds(5)))
                .containsExactlyInAnyOrder(key("new"), key("tombstone"), key("owned"), key("rewritten"));
        assertThat(writtenSince(now().minusSeconds(11))).hasSize(6);
        assertThat(writtenSince(now().plusSeconds(2))).isEmpty();
    }

    @Test
    void what_was_written_in_the_same_second_is_told() {
        create(List.of(state("a")));

        assertThat(writtenSince(now().truncatedTo(ChronoUnit.SECONDS).plusMillis(999)))
                .containsExactly(key("a"));
    }

    @Test
    void more_than_the_limit_were_written_since() {
        create(IntStream.range(0, 5).mapToObj(i -> state("k" + i)).toList());
        Instant before = now().minusSeconds(1);

        assertThat(store().eachWrittenSince(sync, before, 5, key -> {})).isTrue();
        assertThat(store().eachWrittenSince(sync, before, 4, key -> {})).isFalse();
    }

    private List<RecordKey> writtenSince(Instant since) {
        List<RecordKey> told = new ArrayList<>();
        assertThat(store().eachWrittenSince(sync, since, 100, told::add)).isTrue();
        return told;
    }

    private Map<RecordKey, StoredState> read(List<RecordKey> keys) {
        return store().read(sync, keys);
    }

    private List<String> create(List<SyncState> states) {
        return store()
                .save(states.stream()
                        .map(state -> new StateWrite(state, Optional.empty()))
                        .toList())
                .stream()
                .map(result -> ((SaveResult.Saved) result).etag())
                .toList();
    }

    private SaveResult save(SyncState state, Optional<String> expected) {
        return store().save(List.of(new StateWrite(state, expected))).get(0);
    }

    private SyncState onlyForId(String key, String owner) {
        return new SyncState(
                        sync,
                        key(key),
                        new Standing.Unpublished(),
                        Optional.empty(),
                        Instant.EPOCH,
                        Optional.empty(),
                        UUID.randomUUID().toString(),
                        Optional.empty())
                .withIdOwner(Optional.of(IdOwner.of(key(owner))));
    }

    private SyncState parked(String key, FailureReason reason, Optional<Instant> nextRetryAt) {
        Failure failure = new Failure(Optional.of(HASH), reason, "m", 1, NOW, nextRetryAt);
        return state(key, new Standing.Unpublished(), Optional.of(failure));
    }

    private SyncState state(String key) {
        return state(key, PUBLISHED, Optional.empty());
    }

    private SyncState state(String key, Standing standing, Optional<Failure> failure) {
        return state(key(key), standing, failure);
    }

    private SyncState state(RecordKey key, Standing standing, Optional<Failure> failure) {
        return new SyncState(
                sync,
                key,
                standing,
                Optional.of("target"),
                NOW,
                Optional.of("run"),
                UUID.randomUUID().toString(),
                failure);
    }

    private static RecordKey key(String value) {
        return new RecordKey(value);
    }
}
