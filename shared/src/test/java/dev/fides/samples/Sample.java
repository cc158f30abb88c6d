package dev.fides.samples;

import dev.fides.config.SyncDefinition;
import dev.fides.config.source.FolderSource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A definition of the folder samples, with all its files, as an app loads it. */
final class Sample {

    static final Path FOLDER = Path.of("..", "samples");

    private Sample() {}

    /** The definition of a folder, checked like those of an app. */
    static SyncDefinition definition(String folder, Map<String, String> settings) {
        return new SyncDefinitionLoader(
                        name -> Optional.ofNullable(settings.get(name)), List.of(Mapping::check, Stores::check))
                .load(new FolderSource(FOLDER.resolve(folder)))
                .get(0);
    }

    static Stores stores() {
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        return new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
    }

    /**
     * The sync of a folder.
     *
     * @param written counts what it writes
     */
    static Sync sync(String folder, Map<String, String> settings, AtomicInteger written) {
        SyncDefinition definition = definition(folder, settings);
        Stores stores = stores();
        CountingTarget target = new CountingTarget(stores.targetStore(definition), written);
        return new Sync(
                definition,
                stores.hostStore(definition),
                target,
                Mapping.of(definition, target.traits().writeShape()));
    }
}
