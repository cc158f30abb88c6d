package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.events.EventMessage;
import dev.fides.operations.Audit;
import dev.fides.operations.Pauses;
import dev.fides.operations.Rejected;
import dev.fides.operations.SyncOverview;
import dev.fides.queue.RejectedMessage;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OperationsTest {

    private final World world = new World();
    private final AtomicInteger ids = new AtomicInteger();
    private final Rejected rejected =
            new Rejected(world.rejected, world.engine.syncs(), world.engine.sender(), world.events);

    @Test
    void a_paused_sync_takes_no_step_and_publishes_nothing_and_loses_nothing() {
        world.host.fill(20);
        world.complete(RunType.IMPORT);
        world.host.put("k0001", "new");
        world.pauses.pause(world.sync, "ann");
        String id = world.start(RunType.IMPORT);
        world.events.webhook("cities", EventMessage.ofBody("{\"type\":\"changed\",\"data\":{\"id\":\"k0001\"}}"));
        for (int i = 0; i < 30; i++) {
            world.work();
            world.engine.watch().supervisor().tick();
            world.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(world.published()).isNotEqualTo(world.mappedHost());
        assertThat(world.run(id).status()).isEqualTo(RunStatus.QUEUED);

        assertThat(world.pauses.resume(world.sync, "bob")).isPresent();
        world.untilQuiet();

        assertThat(world.run(id).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(world.published()).isEqualTo(world.mappedHost());
    }

    @Test
    void who_paused_first_is_remembered_and_a_second_resume_ends_nothing() {
        Instant at = world.clock.instant();
        world.pauses.pause(world.sync, "ann");
        world.clock.advance(Duration.ofMinutes(1));

        assertThat(world.pauses.pause(world.sync, "bob")).isEqualTo(new Pauses.Pause("ann", at));
        assertThat(world.pauses.resume(world.sync, "bob")).contains(new Pauses.Pause("ann", at));
        assertThat(world.pauses.resume(world.sync, "bob")).isEmpty();
        assertThat(world.pauses.of(world.sync)).isEmpty();
    }

    @Test
    void another_instance_hears_of_a_pause_within_two_seconds() {
        Pauses other = new Pauses(world.control, world.clock);
        assertThat(other.closed(world.sync)).isEmpty();

        world.pauses.pause(world.sync, "ann");
        assertThat(other.closed(world.sync)).isEmpty();
        world.clock.advance(Pauses.HEARD_WITHIN);

        assertThat(other.closed(world.sync).orElseThrow().why()).startsWith("paused by ann at ");
    }

    @Test
    void the_gate_asks_the_store_no_more_than_every_two_seconds() {
        assertThat(world.pauses.closed(world.sync)).isEmpty();
        world.control.faults().down();

        assertThat(world.pauses.closed(world.sync)).isEmpty();
    }

    @Test
    void actions_are_listed_newest_first_and_forgotten_after_400_days() {
        Audit audit = new Audit(world.control, () -> "a" + ids.incrementAndGet(), world.clock);
        Audit.Entry first = audit.note("ann", "pause", "cities", "");
        world.clock.advance(Duration.ofDays(1));
        Audit.Entry second = audit.note("bob", "resume", "cities", "after 1 day");

        assertThat(audit.last(10)).containsExactly(second, first);
        world.clock.advance(Duration.ofDays(399));
        assertThat(audit.last(10)).containsExactly(second);
    }

    @Test
    void a_batch_that_nobody_could_read_is_sent_on_as_refreshes() {
        world.host.put("a", "1");
        put("m1", "{\"schemaVersion\":99,\"sync\":\"cities\",\"changes\":[{\"key\":\"a\"},{\"key\":\"a\"},{}]}");

        assertThat(rejected.resubmit("m1")).isEqualTo(new Rejected.Resubmission.Sent(1));
        world.untilQuiet();

        assertThat(world.target.documents()).containsOnlyKeys("a");
        assertThat(rejected.list(10)).isEmpty();
    }

    @Test
    void an_event_that_the_definition_can_read_now_is_sent_on() {
        put("m1", "{\"type\":\"changed\",\"data\":{\"id\":\"a\"}}");

        assertThat(rejected.resubmit("m1")).isEqualTo(new Rejected.Resubmission.Sent(1));
        assertThat(world.changes.size()).isEqualTo(1);
    }

    @Test
    void what_names_no_records_stays_until_somebody_deletes_it() {
        put("m1", "rubbish");
        put("m2", "{\"type\":\"changed\"}");
        put("m3", "{\"sync\":\"towns\",\"changes\":[{\"key\":\"a\"}]}");

        for (String id : new String[] {"m1", "m2", "m3"}) {
            assertThat(rejected.resubmit(id)).isInstanceOf(Rejected.Resubmission.NoKeys.class);
        }
        assertThat(rejected.list(10)).hasSize(3);
        assertThat(rejected.delete("m1")).isPresent();
        assertThat(rejected.delete("m1")).isEmpty();
        assertThat(rejected.resubmit("m1")).isEqualTo(new Rejected.Resubmission.Missing());
        assertThat(world.changes.size()).isZero();
    }

    @Test
    void an_overview_tells_how_a_sync_stands() {
        SyncOverview overviews = new SyncOverview(world.engine, world.pauses);
        world.host.fill(20);
        String first = world.complete(RunType.IMPORT).id();
        world.host.fill(25);
        String second = world.start(RunType.IMPORT);
        world.steps.deliverAll(message -> world.engine.steps().run(message, "owner"));
        world.pauses.pause(world.sync, "ann");

        SyncOverview.Overview overview = overviews.of(world.sync);

        assertThat(overview.paused().orElseThrow().by()).isEqualTo("ann");
        assertThat(overview.last().orElseThrow().id()).isEqualTo(first);
        assertThat(overview.active()).extracting(active -> active.run().id()).containsExactly(second);
        assertThat(overview.backlog()).isEqualTo(5);
        assertThat(overview.records().published()).isEqualTo(20);
    }

    private void put(String id, String body) {
        world.rejected.put(new RejectedMessage(id, "fides-changes", body, "unreadable", world.clock.instant()));
    }
}
