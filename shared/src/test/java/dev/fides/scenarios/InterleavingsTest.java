package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.engine.Engine;
import dev.fides.fakes.InMemoryChangeQueue.Lane;
import dev.fides.fakes.InMemoryChangeQueue.Locked;
import dev.fides.model.Change;
import dev.fides.model.Priority;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.RetryableException;
import dev.fides.run.RunType;
import dev.fides.scenarios.Interleavings.Bound;
import dev.fides.scenarios.Interleavings.Moments;
import dev.fides.scenarios.Interleavings.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * Every order of the operations of two deliveries, with a change at the host and the death of a process between any two of
 * them, up to a bound: after quiet the target is the mapped host. {@code -Dinterleavings=2} sets how often a process that could
 * go on is held up while others do, with one death, and once more without; by default never, and once.
 */
class InterleavingsTest {

    private static final List<String> KEYS = List.of("a", "b");
    private static final Map<String, String> IDS = Map.of("1", "a", "2", "b");

    private final TestReporter reporter;

    InterleavingsTest(TestReporter reporter) {
        this.reporter = reporter;
    }

    /** A world in which two deliveries wait, and what the host does meanwhile. */
    private static final class Given implements Scene {
        final World world;
        private final List<Lane> lanes = new ArrayList<>();
        private Runnable meanwhile = () -> {};

        Given(String ids) {
            world = new World(ids);
        }

        Given published(Consumer<World> host) {
            host.accept(world);
            world.complete(RunType.IMPORT);
            return this;
        }

        Given then(Consumer<World> host) {
            host.accept(world);
            return this;
        }

        Given meanwhile(Consumer<World> host) {
            meanwhile = () -> host.accept(world);
            return this;
        }

        Given event(String key) {
            return delivery(new Change.Refresh(new RecordKey(key), RefreshReason.EVENT), Priority.HIGH);
        }

        Given nomination(String key) {
            return delivery(new Change.Refresh(new RecordKey(key), RefreshReason.NOMINATION), Priority.NORMAL);
        }

        private Given delivery(Change change, Priority priority) {
            world.send(change, priority);
            lanes.add(new Lane(priority, "cities", world.sync.laneOf(change.key())));
            return this;
        }

        /** What an import found of the record a moment ago. */
        Given imported(String key) {
            world.start(RunType.IMPORT);
            world.steps.deliverAll(message -> world.engine.steps().run(message, world.nextOwner()));
            lanes.add(new Lane(Priority.NORMAL, "cities", world.sync.laneOf(new RecordKey(key))));
            return this;
        }

        @Override
        public List<Runnable> processes(Moments moments) {
            List<Runnable> processes = new ArrayList<>();
            lanes.forEach(lane -> processes.add(() -> deliver(lane, moments)));
            processes.add(meanwhile);
            return processes;
        }

        private void deliver(Lane lane, Moments moments) {
            Locked message = world.changes.receive(lane).orElseThrow();
            Engine engine = Stepping.instance(world, moments);
            try {
                engine.publisher().publish(message.delivery());
            } catch (RetryableException e) {
                message.abandon();
                return;
            }
            moments.own("completes its message");
            message.complete();
        }

        @Override
        public void end() {
            Agreement.afterQuiet(world, KEYS);
        }
    }

    @Test
    void an_event_and_an_import_publish_the_record_that_changes_once_more() {
        visit(() -> new Given(World.IDS_IN_DOCUMENT)
                .published(world -> world.host.put("a", "1"))
                .then(world -> world.host.put("a", "2"))
                .imported("a")
                .event("a")
                .meanwhile(world -> world.host.put("a", "3")));
    }

    @Test
    void an_event_updates_a_record_while_a_clean_up_looks_at_it_and_the_host_deletes_it() {
        visit(() -> new Given(World.IDS_IN_DOCUMENT)
                .published(world -> world.host.put("a", "1"))
                .then(world -> world.host.put("a", "2"))
                .nomination("a")
                .event("a")
                .meanwhile(world -> world.host.remove("a")));
    }

    @Test
    void a_record_that_was_deleted_comes_back() {
        visit(() -> new Given(World.IDS_IN_DOCUMENT)
                .published(world -> world.host.put("a", "1"))
                .then(world -> world.host.remove("a"))
                .nomination("a")
                .event("a")
                .meanwhile(world -> world.host.put("a", "2")));
    }

    @Test
    void an_event_and_an_import_create_a_record_whose_id_the_target_gives() {
        visit(() -> new Given(World.IDS_FROM_TARGET)
                .then(world -> world.host.put("a", "1"))
                .imported("a")
                .event("a")
                .meanwhile(world -> world.host.put("a", "2")));
    }

    @Test
    void a_record_gets_the_id_of_another_one_that_gets_a_new_one() {
        visit(() -> moving().published(world -> world.host.put("a", "1"))
                .then(world -> world.host.put("a", "2"))
                .event("a")
                .event("b")
                .meanwhile(world -> world.host.put("b", "1")));
    }

    @Test
    void two_records_swap_their_ids() {
        visit(() -> moving().published(world -> {
                    world.host.put("a", "1");
                    world.host.put("b", "2");
                })
                .then(world -> world.host.put("a", "2"))
                .event("a")
                .event("b")
                .meanwhile(world -> world.host.put("b", "1")));
    }

    @Test
    void two_new_records_want_one_id() {
        visit(() -> moving().then(world -> {
                    world.host.put("a", "2");
                    world.host.put("b", "2");
                })
                .event("a")
                .event("b")
                .meanwhile(world -> world.host.put("a", "1")));
    }

    @Test
    void a_record_is_inserted_again_under_another_key() {
        visit(() -> moving().published(world -> {
                    world.host.put("a", "1");
                    world.host.put("b", "2");
                })
                .then(world -> world.host.remove("a"))
                .nomination("a")
                .event("b")
                .meanwhile(world -> world.host.put("b", "1")));
    }

    @Test
    void a_record_that_the_target_refuses_wants_the_id_that_another_one_leaves() {
        visit(() -> moving().published(world -> world.host.put("a", "1"))
                .then(world -> {
                    world.target.refuseForEver("b");
                    world.host.put("b", "1");
                })
                .event("a")
                .event("b")
                .meanwhile(world -> world.host.put("a", "2")));
    }

    private static Given moving() {
        Given given = new Given(World.IDS_IN_DOCUMENT);
        given.world.mapping.idsFromText(text -> IDS.getOrDefault(text, "b"));
        return given;
    }

    private void visit(Supplier<Scene> scenes) {
        int switches = Integer.getInteger("interleavings", 0);
        long visited = Interleavings.visit(new Bound(switches, 1), scenes)
                + Interleavings.visit(new Bound(switches + 1, 0), scenes);
        reporter.publishEntry("orders", Long.toString(visited));
        assertThat(visited).isGreaterThan(50);
    }
}
