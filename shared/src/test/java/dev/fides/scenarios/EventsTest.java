package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fides.events.EventMessage;
import dev.fides.fakes.Race;
import dev.fides.model.Priority;
import dev.fides.model.RetryableException;
import dev.fides.queue.RejectedMessage;
import dev.fides.run.RunType;
import dev.fides.state.Standing;
import dev.fides.sync.EventReceipt;
import dev.fides.sync.incoming.EventAnswer;
import dev.fides.sync.incoming.EventReceiver;
import dev.fides.sync.publish.HourlyDeleteAllowance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventsTest {

    private static final String QUEUE = "fides-host-events";

    private final World world = new World();

    @Test
    void an_event_makes_the_record_arrive_without_an_import() {
        world.host.put("a", "1");

        EventAnswer answer = webhook("{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}");
        world.untilQuiet();

        assertThat(answer).isEqualTo(new EventAnswer.Accepted(new EventReceipt(1, 0, List.of(), Map.of("cities", 1))));
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void events_travel_ahead_of_imports_and_carry_nothing_but_the_key() {
        webhook("{\"type\":\"changed\",\"data\":{\"id\":\"a\",\"value\":\"stale\"}}");

        assertThat(world.changes.lanes())
                .singleElement()
                .satisfies(lane -> assertThat(lane.priority()).isEqualTo(Priority.HIGH));
        assertThat(world.changes.waiting().toString()).doesNotContain("stale");
    }

    @Test
    void an_event_is_accepted_while_the_host_is_down_and_done_when_it_is_back() {
        world.host.put("a", "1");
        world.host.down();

        assertThat(webhook("{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}")).isInstanceOf(EventAnswer.Accepted.class);
        for (int i = 0; i < 20; i++) {
            world.work();
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(world.target.documents()).isEmpty();
        world.host.up();
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("a");
    }

    @Test
    void a_record_that_comes_several_times_in_one_delivery_is_looked_at_once() {
        webhook(
                "[{\"type\":\"changed\",\"data\":{\"id\":\"a\"}},{\"type\":\"deleted\",\"data\":{\"id\":[\"a\",\"b\"]}}]");

        assertThat(world.changes.waiting().stream()
                        .mapToInt(batch -> batch.changes().size())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    void a_delete_event_of_a_record_that_the_host_still_has_deletes_nothing() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);

        webhook("{\"type\":\"deleted\",\"data\":{\"id\":\"a\"}}");
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("a");
    }

    @Test
    void a_record_that_the_host_no_longer_has_is_deleted_whatever_the_event_says() {
        world.host.put("a", "1");
        world.complete(RunType.IMPORT);
        world.host.remove("a");

        webhook("{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}");
        world.untilQuiet();

        assertThat(world.target.documents()).isEmpty();
        assertThat(world.state("a").orElseThrow().standing()).isInstanceOf(Standing.Deleted.class);
    }

    @Test
    void deletes_beyond_the_allowance_of_the_hour_wait_for_the_next_clean_up() {
        World careful = World.with("cleanUp: { maxEventDeletesPerHour: 2 }");
        careful.host.fill(5);
        careful.complete(RunType.IMPORT);
        for (int i = 0; i < 5; i++) {
            careful.host.remove("k000" + i);
        }

        delete(careful);
        assertThat(careful.target.documents()).hasSize(3);
        delete(careful);
        assertThat(careful.target.documents()).hasSize(3);

        careful.clock.advance(Duration.ofHours(1));
        delete(careful);
        assertThat(careful.target.documents()).hasSize(1);
    }

    private static void delete(World world) {
        world.events.receive(
                QUEUE,
                EventMessage.ofBody("{\"type\":\"deleted\",\"data\":{\"id\":"
                        + "[\"k0000\",\"k0001\",\"k0002\",\"k0003\",\"k0004\"]}}"));
        world.untilQuiet();
    }

    @Test
    void instances_that_race_for_the_allowance_never_take_more_than_there_is() throws Exception {
        World careful = World.with("cleanUp: { maxEventDeletesPerHour: 25, maxEventDeletePercent: 100 }");
        careful.host.fill(30);
        careful.complete(RunType.IMPORT);

        List<Integer> granted = Race.of(8, runner -> {
            HourlyDeleteAllowance allowance = new HourlyDeleteAllowance(careful.control, careful.states, careful.clock);
            int sum = 0;
            for (int i = 0; i < 5; i++) {
                sum += allowance.take(careful.sync, 2);
            }
            return sum;
        });

        assertThat(granted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(25);
    }

    @Test
    void by_default_events_may_delete_as_many_in_an_hour_as_a_clean_up_unasked() {
        World careful = World.with("cleanUp: { maxDeletes: 7, maxDeletePercent: 50 }");
        careful.host.fill(30);
        careful.complete(RunType.IMPORT);

        assertThat(new HourlyDeleteAllowance(careful.control, careful.states, careful.clock).take(careful.sync, 10))
                .isEqualTo(7);
    }

    @Test
    void events_delete_no_greater_share_of_a_small_sync_in_an_hour_than_a_clean_up_unasked() {
        World small = World.with("");
        small.host.fill(60);
        small.complete(RunType.IMPORT);
        everythingIsGone(small, 60);
        assertThat(small.target.documents()).hasSize(54);

        small.clock.advance(Duration.ofHours(1));
        everythingIsGone(small, 60);
        assertThat(small.target.documents()).hasSize(49);
    }

    @Test
    void a_handful_of_deletes_an_hour_goes_through_in_a_sync_of_any_size() {
        World tiny = World.with("");
        tiny.host.fill(8);
        tiny.complete(RunType.IMPORT);

        everythingIsGone(tiny, 8);

        assertThat(tiny.target.documents()).hasSize(3);
        assertThat(tiny.complete(RunType.CLEAN_UP).progress().check().nominated())
                .isEqualTo(3);
    }

    @Test
    void the_published_records_are_counted_once_an_hour() {
        World small = World.with("");
        small.host.fill(60);
        small.complete(RunType.IMPORT);
        HourlyDeleteAllowance allowance = new HourlyDeleteAllowance(small.control, small.states, small.clock);
        allowance.take(small.sync, 1);
        small.states.faults().down();

        assertThat(allowance.take(small.sync, 10)).isEqualTo(5);
    }

    /** One event after the other names a few of the keys, as a host does that deletes one by one. */
    private static void everythingIsGone(World world, int count) {
        for (int i = 0; i < count; i++) {
            world.host.remove(String.format("k%04d", i));
        }
        for (int i = 0; i < count; i++) {
            String event = "{\"type\":\"deleted\",\"data\":{\"id\":\"k%04d\"}}".formatted(i);
            world.events.receive(QUEUE, EventMessage.ofBody(event));
        }
        world.untilQuiet();
    }

    @Test
    void unknown_types_are_ignored_and_counted() {
        webhook("{\"type\":\"renamed\",\"data\":{\"id\":\"a\"}}");
        receive("[{\"type\":\"renamed\"},{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}]");

        assertThat(world.heard)
                .containsExactly(
                        new EventReceipt(0, 1, List.of(), Map.of()),
                        new EventReceipt(1, 1, List.of(), Map.of("cities", 1)));
        assertThat(world.rejected.list(10)).isEmpty();
    }

    @Test
    void a_webhook_of_a_sync_that_nobody_defined_is_ignored_and_counted() {
        EventAnswer answer = world.events.webhook("towns", EventMessage.ofBody("{}"));

        assertThat(answer).isInstanceOf(EventAnswer.NobodyListens.class);
        assertThat(world.heard).containsExactly(new EventReceipt(0, 1, List.of(), Map.of()));
    }

    @Test
    void a_host_that_sends_rubbish_to_the_webhook_is_told_and_nothing_is_kept() {
        assertThat(webhook("rubbish")).isInstanceOf(EventAnswer.Unreadable.class);
        assertThat(webhook("{\"type\":\"changed\"}")).isInstanceOf(EventAnswer.Unreadable.class);

        assertThat(world.changes.size()).isZero();
        assertThat(world.rejected.list(10)).isEmpty();
        assertThat(world.heard).extracting(receipt -> receipt.rejected().size()).containsExactly(1, 1);
    }

    @Test
    void what_nobody_can_read_in_a_queue_is_kept_with_the_reason() {
        receive("rubbish");
        receive("[{\"type\":\"changed\"},{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}]");

        List<RejectedMessage> kept = world.rejected.list(10);
        assertThat(kept).extracting(RejectedMessage::queue).containsOnly(QUEUE);
        assertThat(kept).extracting(RejectedMessage::body).containsExactly("rubbish", "{\"type\":\"changed\"}");
        assertThat(kept.get(1).reason()).contains("/data/id", "sync cities");
        assertThat(world.changes.size()).isEqualTo(1);
    }

    @Test
    void events_are_not_accepted_when_they_cannot_be_kept() {
        world.changes.faults().down();

        assertThatThrownBy(() -> webhook("{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}"))
                .isInstanceOf(RetryableException.class);
    }

    @Test
    void event_grid_may_validate_the_webhook() {
        String body = "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                + "\"data\":{\"validationCode\":\"c0de\"}}]";

        assertThat(webhook(body)).isEqualTo(new EventAnswer.Validated("c0de"));
    }

    @Test
    void with_a_secret_only_what_was_signed_is_accepted() {
        World signing = World.signing("s3cret");
        String body = "{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}";
        // openssl dgst -sha256 -hmac s3cret
        Map<String, String> signature = Map.of(
                "X-Hub-Signature-256", "sha256=d19bba860cc0cf166d716d4c678009f774e6e2ea14859b279a88745d4e765f31");

        assertThat(signing.events.webhook("cities", EventMessage.ofBody(body)))
                .isInstanceOf(EventAnswer.BadSignature.class);
        assertThat(signing.events.webhook("cities", new EventMessage(signature, body + " ")))
                .isInstanceOf(EventAnswer.BadSignature.class);
        assertThat(signing.changes.size()).isZero();
        assertThat(signing.events.webhook("cities", new EventMessage(signature, body)))
                .isInstanceOf(EventAnswer.Accepted.class);
    }

    @Test
    void a_key_that_the_event_grid_trigger_may_have_rewritten_is_kept_and_never_taken_for_exact() {
        String event = "{\"type\":\"changed\",\"data\":{\"id\":\"2026-01-01T08:00:00+00:00\"}}";

        world.events.receive(EventReceiver.EVENT_GRID, EventMessage.ofBody(event));

        assertThat(world.changes.size()).isZero();
        assertThat(world.rejected.list(10)).singleElement().satisfies(kept -> {
            assertThat(kept.body()).isEqualTo(event);
            assertThat(kept.reason()).contains("2026-01-01T08:00:00+00:00", "date and time", QUEUE, "sync cities");
        });
        assertThat(world.events.resend(EventReceiver.EVENT_GRID, EventMessage.ofBody(event)))
                .isEmpty();
        assertThat(webhook(event)).isInstanceOf(EventAnswer.Accepted.class);
        receive(event);
        world.events.receive(EventReceiver.EVENT_GRID, EventMessage.ofBody(event.replace("T08:00:00+00:00", "")));
        assertThat(world.changes.size()).isEqualTo(3);
    }

    private EventAnswer webhook(String body) {
        return world.events.webhook("cities", EventMessage.ofBody(body));
    }

    private void receive(String body) {
        world.events.receive(QUEUE, EventMessage.ofBody(body));
    }
}
