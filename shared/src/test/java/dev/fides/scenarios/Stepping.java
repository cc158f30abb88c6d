package dev.fides.scenarios;

import dev.fides.control.ControlStore;
import dev.fides.engine.Engine;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.host.HostTraits;
import dev.fides.model.RecordKey;
import dev.fides.queue.ChangeQueue;
import dev.fides.queue.StepQueue;
import dev.fides.run.RunStore;
import dev.fides.scenarios.Interleavings.Moments;
import dev.fides.state.SaveResult;
import dev.fides.state.SnapshotStore;
import dev.fides.state.StateCounts;
import dev.fides.state.StateFilter;
import dev.fides.state.StatePage;
import dev.fides.state.StateWrite;
import dev.fides.state.StoredState;
import dev.fides.state.SyncStateStore;
import dev.fides.sync.EnginePorts;
import dev.fides.sync.Sync;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetTraits;
import dev.fides.target.TargetWrite;
import dev.fides.target.WriteResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An instance of the app whose every operation on a service is a moment in which others may do something, or it dies. */
final class Stepping {

    private Stepping() {}

    static Engine instance(World world, Moments moments) {
        Sync sync = world.sync;
        return world.instance(
                world.clock,
                new Sync(
                        sync.definition(),
                        new Host(sync.host(), moments),
                        new Target(sync.target(), moments),
                        sync.mapping()),
                new EnginePorts(
                        new States(world.states, moments),
                        stepping(SnapshotStore.class, world.snapshots, moments),
                        stepping(RunStore.class, world.runs, moments),
                        stepping(ControlStore.class, world.control, moments),
                        stepping(ChangeQueue.class, world.changes, moments),
                        stepping(StepQueue.class, world.steps, moments)));
    }

    /** What others do here does not change what a publisher does: runs, ledgers and pauses. */
    private static <T> T stepping(Class<T> port, T to, Moments moments) {
        return port.cast(Proxy.newProxyInstance(
                port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                    moments.own(port.getSimpleName() + "." + method.getName());
                    try {
                        return method.invoke(to, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Several states go to Cosmos DB in one request, in which each is an operation of its own. */
    private record States(SyncStateStore to, Moments moments) implements SyncStateStore {
        @Override
        public Map<RecordKey, StoredState> read(String sync, Collection<RecordKey> keys) {
            moments.shared("reads states " + keys);
            return to.read(sync, keys);
        }

        @Override
        public List<SaveResult> save(List<StateWrite> writes) {
            List<SaveResult> results = new ArrayList<>();
            for (StateWrite write : writes) {
                moments.shared("saves state " + write.state().key());
                results.addAll(to.save(List.of(write)));
            }
            return results;
        }

        @Override
        public StatePage list(String sync, StateFilter filter, Optional<String> cursor, int limit) {
            moments.shared("lists states");
            return to.list(sync, filter, cursor, limit);
        }

        @Override
        public boolean eachWrittenSince(String sync, Instant since, int limit, Consumer<RecordKey> key) {
            moments.shared("asks which states were written");
            return to.eachWrittenSince(sync, since, limit, key);
        }

        @Override
        public StateCounts count(String sync) {
            moments.own("counts states");
            return to.count(sync);
        }

        @Override
        public int remove(String sync, int limit) {
            moments.shared("removes states");
            return to.remove(sync, limit);
        }
    }

    private record Host(HostStore to, Moments moments) implements HostStore {
        @Override
        public HostTraits traits() {
            return to.traits();
        }

        @Override
        public HostPage list(Optional<String> cursor) {
            moments.shared("lists the host");
            return to.list(cursor);
        }

        @Override
        public Map<RecordKey, HostReading> get(Collection<RecordKey> keys) {
            moments.shared("asks the host for " + keys);
            return to.get(keys);
        }
    }

    /** Several documents may go in one request, in which each is an operation of its own. */
    private record Target(TargetStore to, Moments moments) implements TargetStore {
        @Override
        public TargetTraits traits() {
            return to.traits();
        }

        @Override
        public TargetPage list(Optional<String> cursor) {
            moments.shared("lists the target");
            return to.list(cursor);
        }

        @Override
        public List<WriteResult> write(List<TargetWrite> writes) {
            List<WriteResult> results = new ArrayList<>();
            for (TargetWrite write : writes) {
                moments.shared(
                        write instanceof TargetWrite.Delete delete
                                ? "deletes document " + delete.id()
                                : "writes the document of " + write.key());
                results.addAll(to.write(List.of(write)));
            }
            return results;
        }

        @Override
        public Optional<String> find(RecordKey key) {
            moments.shared("looks for the document of " + key);
            return to.find(key);
        }
    }
}
