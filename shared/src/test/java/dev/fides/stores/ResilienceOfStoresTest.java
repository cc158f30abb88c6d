package dev.fides.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.config.service.Circuit;
import dev.fides.config.service.Resilience;
import dev.fides.fakes.Threads;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.model.PermanentException;
import dev.fides.model.RecordKey;
import dev.fides.model.RetryableException;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.ManualTime;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.SharedResilience;
import dev.fides.resilience.Side;
import dev.fides.rest.RestStores;
import dev.fides.target.TargetRequest;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Circuit, rate limit and retries lie around stores of any kind. */
class ResilienceOfStoresTest {

    private static final RecordKey A = new RecordKey("a");
    private static final RecordKey B = new RecordKey("b");

    private final ManualTime time = new ManualTime();
    private final ScriptedHost host = new ScriptedHost();
    private final ScriptedTarget target = new ScriptedTarget();

    static Stores stores() {
        ManualTime time = new ManualTime();
        SharedResilience shared = SharedResilience.local(time);
        return new Stores(
                new RestStores(shared, time.pace(), scope -> null, 100_000, Threads.unwatched()), shared, time.pace());
    }

    private StoreCalls calls(Side side, int attempts, int perSecond) {
        ConnectionId id = new ConnectionId("cities", side);
        Circuit circuit = new Circuit(50, 10, Duration.ofSeconds(30), Duration.ofSeconds(8));
        return new StoreCalls(
                id,
                new ResilientCalls(
                        id, new Resilience(attempts, circuit, perSecond, 4), SharedResilience.local(time), time.pace()),
                List.of("planted"));
    }

    private HostStore host(int attempts) {
        return new ResilientHostStore(host, calls(Side.HOST, attempts, 10_000));
    }

    private TargetStore target(int attempts) {
        return new ResilientTargetStore(target, List.of(), calls(Side.TARGET, attempts, 10_000));
    }

    private static TargetWrite put(RecordKey key) {
        return new TargetWrite.Put(
                key,
                Optional.of(key.value()),
                JsonNodeFactory.instance.objectNode(),
                TargetWrite.Expectation.ABSENT,
                key.value());
    }

    private static RetryableException down() {
        return new RetryableException("the directory is down", null);
    }

    @Test
    void what_a_class_shows_of_a_write_has_no_setting_in_it_and_sends_nothing() {
        TargetRequest preview = target(1).preview(put(A)).orElseThrow();

        assertThat(preview)
                .isEqualTo(new TargetRequest(
                        "INSERT", "db?password=***", Map.of("key", "a ***"), Optional.of("values (***)")));
        assertThat(target.sent).isEmpty();
    }

    @Test
    void a_listing_that_fails_is_tried_again() {
        host.failures.addAll(List.of(down(), down()));

        assertThat(host(3).list(Optional.empty()).records()).isEmpty();

        assertThat(host.calls).isEqualTo(3);
    }

    @Test
    void a_fault_for_good_is_thrown_at_once_and_opens_nothing() {
        HostStore store = host(3);
        for (int i = 0; i < 30; i++) {
            host.failures.add(new PermanentException("no such branch"));
            assertThatThrownBy(() -> store.list(Optional.empty())).hasMessage("no such branch");
        }

        assertThat(host.calls).isEqualTo(30);
    }

    @Test
    void a_store_that_goes_on_failing_is_called_no_more_until_its_circuit_closes() {
        HostStore store = host(1);
        for (int i = 0; i < 10; i++) {
            host.failures.add(down());
            assertThatThrownBy(() -> store.list(Optional.empty())).isInstanceOf(RetryableException.class);
        }

        assertThatThrownBy(() -> store.list(Optional.empty()))
                .hasMessageContaining(
                        "list: not called: the circuit of cities/host is open since the directory is down")
                .isInstanceOfSatisfying(
                        RetryableException.class,
                        e -> assertThat(e.retryAfter()).isPresent());
        assertThat(store.get(List.of(A)).get(A)).isInstanceOf(HostReading.Failed.class);
        assertThat(host.calls).isEqualTo(10);
        time.advance(Duration.ofSeconds(31));
        assertThat(store.list(Optional.empty()).records()).isEmpty();
    }

    @Test
    void only_keys_that_may_yet_be_answered_are_asked_for_again() {
        host.readings.add(keys -> Map.of(A, new HostReading.Absent(), B, new HostReading.Failed(down())));

        assertThat(host(3).get(List.of(A, B)))
                .containsExactlyInAnyOrderEntriesOf(Map.of(A, new HostReading.Absent(), B, new HostReading.Absent()));

        assertThat(host.asked).containsExactly(2, 1);
    }

    @Test
    void a_key_that_the_store_forgets_is_never_absent() {
        host.readings.add(keys -> Map.of(A, new HostReading.Absent()));

        assertThat(host(1).get(List.of(A, B)).get(B))
                .isInstanceOfSatisfying(
                        HostReading.Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(RetryableException.class)
                                .hasMessageContaining("answered nothing for key b"));
    }

    @Test
    void a_mistake_of_the_class_is_a_fault_that_may_pass() {
        host.failures.add(new IllegalStateException("a mistake"));

        assertThatThrownBy(() -> host(1).list(Optional.empty()))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("failed unexpectedly: java.lang.IllegalStateException: a mistake (cities/host)");
    }

    @Test
    void only_writes_that_were_not_applied_are_sent_again() {
        target.answers.add(List.of(
                new WriteResult.Confirmed(Optional.empty()), new WriteResult.Unavailable("later", Optional.empty())));

        assertThat(target(3).write(List.of(put(A), put(B)))).allMatch(WriteResult.Confirmed.class::isInstance);

        assertThat(target.sent).containsExactly(2, 1);
    }

    @Test
    void a_write_that_may_have_been_applied_is_not_sent_again() {
        target.answers.add(
                List.of(new WriteResult.Unknown("lost"), new WriteResult.Unavailable("later", Optional.empty())));

        assertThat(target(3).write(List.of(put(A), put(B))))
                .extracting(result -> result.getClass().getSimpleName())
                .containsExactly("Unknown", "Unavailable");

        assertThat(target.sent).containsExactly(2);
    }

    @Test
    void a_target_that_throws_leaves_its_writes_in_doubt_and_opens_its_circuit() {
        TargetStore store = target(3);
        for (int i = 0; i < 10; i++) {
            target.failures.add(down());
            assertThat(store.write(List.of(put(A)))).containsExactly(new WriteResult.Unknown("the directory is down"));
        }

        assertThat(store.write(List.of(put(A)))).singleElement().isInstanceOf(WriteResult.Unavailable.class);
        assertThat(target.sent).hasSize(10);
    }

    @Test
    void a_wrong_number_of_results_confirms_nothing() {
        target.answers.add(List.of(new WriteResult.Confirmed(Optional.empty())));

        assertThat(target(1).write(List.of(put(A), put(B)))).allMatch(WriteResult.Unknown.class::isInstance);
    }

    @Test
    void a_pause_of_a_day_is_bounded_in_what_the_store_answered_too() {
        TargetStore store = target(1);
        target.answers.add(List.of(new WriteResult.Unavailable("busy", Optional.of(Duration.ofDays(1)))));

        assertThat(store.write(List.of(put(A))))
                .singleElement()
                .isInstanceOfSatisfying(
                        WriteResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter()).contains(Duration.ofMinutes(15)));
    }

    @Test
    void a_pause_that_a_store_asks_for_is_kept_by_all_its_calls() {
        TargetStore store = target(1);
        target.answers.add(List.of(new WriteResult.Unavailable("busy", Optional.of(Duration.ofMinutes(2)))));
        store.write(List.of(put(A)));

        assertThat(store.write(List.of(put(A))))
                .singleElement()
                .isInstanceOfSatisfying(
                        WriteResult.Unavailable.class,
                        unavailable -> assertThat(unavailable.message()).contains("asked for a pause"));
        assertThat(target.sent).hasSize(1);
    }

    @Test
    void what_app_settings_brought_is_in_no_message() {
        RetryableException telling =
                new RetryableException("no login as planted", new IllegalStateException("planted"));
        host.failures.addAll(List.of(telling, new IllegalStateException("planted")));
        host.readings.add(keys -> Map.of(A, new HostReading.Failed(telling)));
        target.answers.add(List.of(
                new WriteResult.Refused(0, "planted"),
                new WriteResult.Unknown("planted"),
                new WriteResult.Unavailable("planted", Optional.empty())));
        List<Throwable> thrown = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            thrown.add(catchThrowable(() -> host(1).list(Optional.empty())));
        }
        thrown.add(((HostReading.Failed) host(1).get(List.of(A)).get(A)).error());

        assertThat(thrown)
                .allSatisfy(fault -> assertThat(fault)
                        .hasMessageContaining("***")
                        .hasNoCause()
                        .extracting(Throwable::getMessage, STRING)
                        .doesNotContain("planted"));
        assertThat(target(1)
                        .write(List.of(put(A), put(B), put(new RecordKey("c"))))
                        .toString())
                .contains("***")
                .doesNotContain("planted");
    }

    @Test
    void calls_keep_the_rate_limit() {
        HostStore store = new ResilientHostStore(host, calls(Side.HOST, 1, 1));
        Instant start = time.instant();
        for (int i = 0; i < 6; i++) {
            store.list(Optional.empty());
        }

        assertThat(Duration.between(start, time.instant())).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }
}
