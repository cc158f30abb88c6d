package dev.fides.cli.connect;

import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ManagedIdentityTokens;
import dev.fides.cli.settings.CommandSettings;
import dev.fides.config.SyncDefinition;
import dev.fides.mapping.Mapping;
import dev.fides.model.HostRecord;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import dev.fides.target.TargetStore;
import java.time.Clock;
import java.util.List;
import java.util.SplittableRandom;

/** Calls the services of a definition as the engine would, but only what reads. */
public final class ConnectionCheck {

    private final Sync sync;
    private final Clock clock;

    ConnectionCheck(Sync sync, Clock clock) {
        this.sync = sync;
        this.clock = clock;
    }

    /** The services of a definition without faults. */
    public static ConnectionCheck of(SyncDefinition definition, CommandSettings settings) {
        Clock clock = Clock.systemUTC();
        return new ConnectionCheck(sync(definition, settings, clock), clock);
    }

    private static Sync sync(SyncDefinition definition, CommandSettings settings, Clock clock) {
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new SplittableRandom());
        RestStores rest = new RestStores(
                shared,
                pace,
                new ManagedIdentityTokens(AzureCredentials.ofThisMachine(), settings.find("AZURE_CLIENT_ID")),
                RestStores.MAX_RESPONSE_BYTES);
        Stores stores = new Stores(rest, shared, pace);
        TargetStore target = stores.targetStore(definition);
        Mapping mapping = Mapping.of(definition, target.traits().writeShape());
        return new Sync(definition, stores.hostStore(definition), target, mapping);
    }

    /** What was tried, in order. */
    public List<Step> run() {
        Steps steps = new Steps(clock);
        List<HostRecord> records = new HostSteps(sync, steps, clock).run();
        new MappingSteps(sync, steps).run(records);
        new TargetSteps(sync, steps).run(records);
        return steps.done();
    }
}
