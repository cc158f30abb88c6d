package dev.fides.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.fakes.OddKeys;
import dev.fides.fakes.Race;
import dev.fides.model.ConflictException;
import dev.fides.model.InvalidCursorException;
import dev.fides.model.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of runs and ledgers does. */
public abstract class RunStoreContract {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06.070Z");

    private final String sync = "sync-" + UUID.randomUUID();

    protected abstract RunStore store();

    protected abstract void advance(Duration time);

    @Test
    void every_part_of_a_run_is_kept() {
        RunOptions options = new RunOptions(OptionalLong.of(7), List.of(new RecordKey("a/\"b")), true);
        Run run = Run.queued(id(), sync, RunType.REIMPORT, "someone", options, NOW, NOW.plusSeconds(60))
                .claimed("owner", NOW, NOW.plusSeconds(120))
                .failedStep("a \"fault\"", NOW.plusSeconds(180))
                .ended(
                        RunStatus.COMPLETED_WITH_FAILURES,
                        OutcomeCounts.of(List.of(Outcome.FAILED, Outcome.PUBLISHED)),
                        NOW);

        StoredRun created = store().create(run);

        assertThat(created.run()).isEqualTo(run);
        assertThat(store().read(run.id())).contains(created);
    }

    @Test
    void what_was_never_stored_is_absent() {
        assertThat(store().read(id())).isEmpty();
        assertThat(store().ledger(id(), "l")).isEmpty();
        assertThat(store().active(sync)).isEmpty();
        assertThat(store().list(sync, Optional.empty(), 10).runs()).isEmpty();
        assertThat(store().unsettled(id(), 10)).isEmpty();
    }

    @Test
    void a_run_is_created_once() {
        Run run = store().create(run(NOW)).run();

        assertThatThrownBy(() -> store().create(run.claimed("other", NOW, NOW)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(run.id());
    }

    @Test
    void a_run_is_replaced_when_it_is_the_stored_one() {
        StoredRun first = store().create(run(NOW));
        StoredRun second = store().replace(first, first.run().claimed("one", NOW, NOW));

        assertThat(store().read(first.run().id())).contains(second);
        assertThatThrownBy(() -> store().replace(first, first.run().claimed("two", NOW, NOW)))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(first.run().id());
        assertThat(store().read(first.run().id())).contains(second);
    }

    @Test
    void of_several_claims_one_wins() throws Exception {
        StoredRun first = store().create(run(NOW));

        List<Boolean> won = Race.of(6, i -> {
            try {
                store().replace(first, first.run().claimed("owner" + i, NOW, NOW));
                return true;
            } catch (ConflictException e) {
                return false;
            }
        });

        assertThat(won).containsOnlyOnce(true);
    }

    @Test
    void a_cursor_that_the_store_did_not_give_is_refused() {
        store().create(run(NOW));

        for (String cursor : List.of("nonsense", " ", "/", "e30", "W10")) {
            assertThatThrownBy(() -> store().list(sync, Optional.of(cursor), 10))
                    .as(cursor)
                    .isInstanceOf(InvalidCursorException.class)
                    .hasMessageContaining(cursor);
        }
    }

    @Test
    void runs_are_listed_newest_first_page_by_page() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(0, store().create(run(NOW.plusMillis(i * 250L))).run().id());
        }

        List<String> listed = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            RunListing page = store().list(sync, cursor, 10);
            assertThat(page.runs()).hasSizeLessThanOrEqualTo(10);
            page.runs().forEach(run -> listed.add(run.id()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(listed).containsExactlyElementsOf(ids);
    }

    @Test
    void active_runs_are_those_that_have_not_ended_newest_first() {
        StoredRun older = store().create(run(NOW));
        StoredRun newer = store().create(run(NOW.plusSeconds(1)));
        StoredRun done = store().create(run(NOW.plusSeconds(2)));
        store().replace(done, end(done.run()));

        assertThat(store().active(sync)).containsExactly(newer, older);
        assertThat(store().active(sync + "2")).isEmpty();
    }

    @Test
    void runs_that_ended_vanish_and_running_ones_stay() {
        StoredRun done = store().create(run(NOW));
        StoredRun running = store().create(run(NOW));
        advance(Duration.ofDays(40));
        store().replace(done, end(done.run()));

        advance(Duration.ofDays(29));
        assertThat(store().read(done.run().id())).isPresent();

        advance(Duration.ofDays(2));
        assertThat(store().read(done.run().id())).isEmpty();
        assertThat(store().read(running.run().id())).isPresent();
    }

    @Test
    void every_part_of_a_ledger_is_kept_its_order_included() {
        Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
        OddKeys.all().forEach(key -> outcomes.put(key, Outcome.PENDING));
        Ledger ledger = new Ledger(id(), "page-0-lane-1/ü", 4, 2, 3, outcomes, NOW, true);

        store().putLedgers(List.of(ledger));

        Ledger read = store().ledger(ledger.runId(), ledger.id()).orElseThrow().ledger();
        assertThat(read).isEqualTo(ledger);
        assertThat(read.outcomes().keySet()).containsExactlyElementsOf(OddKeys.all());
    }

    @Test
    void a_ledger_put_again_is_replaced() {
        String runId = id();
        store().putLedgers(List.of(ledger(runId, "l", "a")));
        store().putLedgers(List.of(ledger(runId, "l", "b")));

        assertThat(store().ledger(runId, "l").orElseThrow().ledger()).isEqualTo(ledger(runId, "l", "b"));
    }

    @Test
    void ledgers_of_two_runs_are_not_put_together() {
        List<Ledger> ledgers = List.of(ledger(id(), "l", "a"), ledger(id(), "l", "a"));

        assertThatThrownBy(() -> store().putLedgers(ledgers)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_ledger_is_replaced_when_it_is_the_stored_one() {
        String runId = id();
        store().putLedgers(List.of(ledger(runId, "l", "a", "b")));
        StoredLedger first = store().ledger(runId, "l").orElseThrow();

        StoredLedger second = store().replace(first, settle(first.ledger(), "a"));

        assertThat(store().ledger(runId, "l")).contains(second);
        assertThatThrownBy(() -> store().replace(first, settle(first.ledger(), "b")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining(runId);
    }

    @Test
    void every_ledger_of_a_run_is_handed_out_once() {
        String runId = id();
        List<Ledger> ledgers = IntStream.range(0, 230)
                .mapToObj(i -> ledger(runId, "l" + i, "a" + i, "b" + i))
                .toList();
        store().putLedgers(ledgers);
        store().putLedgers(List.of(ledger(id(), "other", "a")));

        List<LedgerSummary> seen = new ArrayList<>();
        store().eachLedger(runId, seen::add);

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        ledgers.stream().map(Ledger::summary).toList());
    }

    @Test
    void unsettled_ledgers_are_those_with_a_pending_key() {
        String runId = id();
        store().create(Run.queued(runId, sync, RunType.IMPORT, "timer", RunOptions.DEFAULT, NOW, NOW.plusSeconds(60)));
        store().putLedgers(List.of(ledger(runId, "l1", "a"), ledger(runId, "l2", "a", "b"), ledger(runId, "l3", "c")));
        StoredLedger first = store().ledger(runId, "l1").orElseThrow();
        store().replace(first, settle(first.ledger(), "a"));
        StoredLedger second = store().ledger(runId, "l2").orElseThrow();
        store().replace(second, settle(second.ledger(), "a"));

        assertThat(store().unsettled(runId, 10)).extracting(LedgerSummary::id).containsExactlyInAnyOrder("l2", "l3");
        assertThat(store().unsettled(runId, 1)).hasSize(1);
    }

    @Test
    void ledgers_outlive_their_run_and_vanish_in_the_end() {
        String runId = id();
        store().putLedgers(List.of(ledger(runId, "l", "a")));

        advance(Duration.ofDays(45));
        assertThat(store().ledger(runId, "l")).isPresent();

        advance(Duration.ofDays(100));
        assertThat(store().ledger(runId, "l")).isEmpty();
    }

    @Test
    void every_kind_of_page_is_kept_with_all_its_parts() {
        RunPageId at = new RunPageId(id(), 3, 2, 1);
        List<RunPage> pages = List.of(
                new RunPage.Nominations(
                        at,
                        List.of(
                                new Nomination(new RecordKey("a/\"b"), Nomination.Reason.ABSENT, Optional.of("id 1")),
                                new Nomination(
                                        new RecordKey("b"), Nomination.Reason.NOT_FOR_TARGET, Optional.empty()))),
                new RunPage.Examples(
                        at,
                        List.of(new Example(
                                new RecordKey("a"),
                                Example.Finding.DIFFERS,
                                List.of(new FieldDifference("/x/0", Optional.empty(), TextNode.valueOf("new"))),
                                Optional.of("why")))),
                new RunPage.Seen(at, List.of(Long.MIN_VALUE, Long.MAX_VALUE - 1, 0L)),
                new RunPage.Problems(
                        at,
                        List.of(
                                new Problem(3, Optional.of(new RecordKey("a")), "twice", Optional.empty()),
                                new Problem(4, Optional.empty(), "no key", Optional.of("{\"x\":1}")))));

        store().putPages(pages);

        for (RunPage page : pages) {
            assertThat(store().pages(at.runId(), page.kind(), Optional.empty(), 10))
                    .containsExactly(page);
        }
    }

    @Test
    void pages_come_in_the_order_of_their_pages_a_few_at_a_time() {
        String runId = id();
        List<RunPage> pages = IntStream.of(1, 2, 3, 10, 200)
                .<RunPage>mapToObj(page -> new RunPage.Seen(new RunPageId(runId, page, 1, 0), List.of((long) page)))
                .toList();
        List<RunPage> shuffled = new ArrayList<>(pages);
        Collections.reverse(shuffled);
        store().putPages(shuffled);
        store().putPages(List.of(new RunPage.Nominations(new RunPageId(runId, 2, 1, 0), List.of())));
        store().putLedgers(List.of(ledger(runId, "l1", "a")));

        List<RunPage> first = store().pages(runId, RunPage.Kind.SEEN, Optional.empty(), 3);
        List<RunPage> rest =
                store().pages(runId, RunPage.Kind.SEEN, Optional.of(first.get(2).at()), 3);

        assertThat(first).isEqualTo(pages.subList(0, 3));
        assertThat(rest).isEqualTo(pages.subList(3, 5));
    }

    @Test
    void a_page_put_again_is_replaced() {
        RunPageId at = new RunPageId(id(), 3, 2, 1);
        store().putPages(List.of(new RunPage.Seen(at, List.of(1L))));
        store().putPages(List.of(new RunPage.Seen(at, List.of(2L))));

        assertThat(store().pages(at.runId(), RunPage.Kind.SEEN, Optional.empty(), 10))
                .containsExactly(new RunPage.Seen(at, List.of(2L)));
    }

    @Test
    void a_run_is_removed_with_all_its_parts_a_few_at_a_time_and_goes_last_itself() {
        StoredRun stored = store().create(run(NOW));
        StoredRun other = store().create(run(NOW));
        String runId = stored.run().id();
        store().putLedgers(List.of(ledger(runId, "l1", "a"), ledger(runId, "l2", "b"), ledger(runId, "l3", "c")));
        store().putLedgers(List.of(ledger(other.run().id(), "l1", "a")));
        store().putPages(List.of(new RunPage.Seen(new RunPageId(runId, 1, 1, 0), List.of(1L))));

        assertThat(store().remove(runId, 3)).isEqualTo(3);
        assertThat(store().read(runId)).isPresent();
        assertThat(store().remove(runId, 3)).isEqualTo(2);

        assertThat(store().read(runId)).isEmpty();
        assertThat(store().ledger(runId, "l1")).isEmpty();
        assertThat(store().pages(runId, RunPage.Kind.SEEN, Optional.empty(), 10))
                .isEmpty();
        assertThat(store().remove(runId, 3)).isZero();
        assertThat(store().list(sync, Optional.empty(), 10).runs()).containsExactly(other.run());
        assertThat(store().ledger(other.run().id(), "l1")).isPresent();
    }

    private Run run(Instant createdAt) {
        return Run.queued(
                id(), sync, RunType.IMPORT, "timer", RunOptions.DEFAULT, createdAt, createdAt.plusSeconds(60));
    }

    private static Run end(Run run) {
        return run.ended(RunStatus.COMPLETED, OutcomeCounts.NONE, NOW);
    }

    private static Ledger settle(Ledger ledger, String key) {
        return ledger.settledWith(Map.of(new RecordKey(key), Outcome.PUBLISHED));
    }

    private static Ledger ledger(String runId, String id, String... keys) {
        Map<RecordKey, Outcome> outcomes = new LinkedHashMap<>();
        for (String key : keys) {
            outcomes.put(new RecordKey(key), Outcome.PENDING);
        }
        return new Ledger(runId, id, 1, 1, 0, outcomes, NOW, false);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
