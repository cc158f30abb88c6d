package dev.fides.stores;

import dev.fides.config.DefinitionFiles;
import dev.fides.config.SyncDefinition;
import dev.fides.config.service.Resilience;
import dev.fides.config.service.StoreClass;
import dev.fides.config.source.DefinitionFault;
import dev.fides.host.HostStore;
import dev.fides.resilience.ConnectionId;
import dev.fides.resilience.Pace;
import dev.fides.resilience.ResilientCalls;
import dev.fides.resilience.SharedResilience;
import dev.fides.resilience.Side;
import dev.fides.rest.RestStores;
import dev.fides.rest.write.BulkTemplates;
import dev.fides.target.TargetStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes the stores of syncs, one for each sync and side, so that all who use it share its limits and its circuit. */
public final class Stores {

    private final RestStores rest;
    private final SharedResilience shared;
    private final Pace pace;
    private final Map<String, HostStore> hosts = new ConcurrentHashMap<>();
    private final Map<String, TargetStore> targets = new ConcurrentHashMap<>();

    public Stores(RestStores rest, SharedResilience shared, Pace pace) {
        this.rest = rest;
        this.shared = shared;
        this.pace = pace;
    }

    /** The host of a sync. */
    public HostStore hostStore(SyncDefinition sync) {
        return sync.host()
                .kind()
                .match(
                        kind -> rest.hostStore(sync, kind),
                        kind -> hosts.computeIfAbsent(
                                sync.name(),
                                name -> new ResilientHostStore(
                                        StoreClasses.host(name, sync.host(), kind.store()),
                                        calls(name, Side.HOST, sync.host().resilience(), kind.store()))));
    }

    /**
     * The target of a sync.
     *
     * @throws dev.fides.model.PermanentException when a bulk template is missing or wrong
     */
    public TargetStore targetStore(SyncDefinition sync) {
        return sync.target()
                .kind()
                .match(
                        kind -> rest.targetStore(sync, kind),
                        kind -> targets.computeIfAbsent(
                                sync.name(),
                                name -> new ResilientTargetStore(
                                        StoreClasses.target(name, sync.target(), kind.store()),
                                        StoreClasses.writeShape(sync.target(), kind.store()),
                                        calls(name, Side.TARGET, sync.target().resilience(), kind.store()))));
    }

    private StoreCalls calls(String sync, Side side, Resilience resilience, StoreClass named) {
        ConnectionId id = new ConnectionId(sync, side);
        return new StoreCalls(
                id,
                new ResilientCalls(id, resilience, shared, pace),
                named.settings().resolved());
    }

    /** What is wrong with the classes and the files that hosts and targets name, as a check for the loader of definitions. */
    public static List<DefinitionFault> check(DefinitionFiles files) {
        List<DefinitionFault> faults = new ArrayList<>(BulkTemplates.check(files));
        faults.addAll(StoreClasses.check(files));
        return faults;
    }
}
