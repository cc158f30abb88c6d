package dev.fides.cli.settings;

import dev.fides.azure.AzureCredentials;
import dev.fides.azure.ManagedIdentityTokens;
import dev.fides.bounds.ExpendableThreads;
import dev.fides.bounds.LimitedWork;
import dev.fides.config.SyncDefinition;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import dev.fides.target.TargetStore;
import java.time.Clock;
import java.util.SplittableRandom;

/** Makes syncs that call their services from this machine, with the limits of their definitions. */
public final class LocalSyncs {

    private final Stores stores;
    private final ExpendableThreads threads;

    public LocalSyncs(CommandSettings settings, Clock clock) {
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new SplittableRandom());
        this.threads = new ExpendableThreads(
                ExpendableThreads.daemons("fides-mapping-"),
                ExpendableThreads.LIMIT,
                clock,
                ExpendableThreads.Listener.NOBODY);
        RestStores rest = new RestStores(
                shared,
                pace,
                new ManagedIdentityTokens(AzureCredentials.ofThisMachine(), settings.find("AZURE_CLIENT_ID")),
                RestStores.MAX_RESPONSE_BYTES,
                threads);
        this.stores = new Stores(rest, shared, pace);
    }

    /** A definition without faults, ready to be asked. */
    public Sync sync(SyncDefinition definition) {
        TargetStore target = stores.targetStore(definition);
        Mapping mapping = Mapping.of(definition, target.traits().writeShape());
        return new Sync(
                definition,
                stores.hostStore(definition),
                target,
                mapping.limited(new LimitedWork(definition.name(), threads)));
    }
}
