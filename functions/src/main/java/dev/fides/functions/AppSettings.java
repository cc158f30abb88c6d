package dev.fides.functions;

import dev.fides.bounds.ExpendableThreads;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.Settings;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.Sleeper;
import dev.fides.stores.Stores;
import dev.fides.sync.EngineEnvironment;
import dev.fides.sync.EngineSettings;
import dev.fides.sync.Heartbeat;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Workers;
import dev.fides.telemetry.Telemetry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The app's settings, with their defaults. */
final class AppSettings {

    private static final Logger LOG = LoggerFactory.getLogger(AppSettings.class);

    /** An app setting of this name overrides what host.json says of queues. */
    private static final String HOST_SETTING = "AzureFunctionsJobHost__extensions__serviceBus__";

    private final Function<String, Optional<String>> settings;

    AppSettings(Map<String, String> environment) {
        this.settings = Settings.of(environment);
    }

    /**
     * A setting, if it is there and not empty.
     *
     * @throws IllegalArgumentException when it is a reference to a Key Vault that was not resolved
     */
    Optional<String> find(String name) {
        return settings.apply(name).filter(value -> !value.isEmpty());
    }

    /**
     * The sync definitions in the folder {@code FIDES_SYNCS}, by default those in the app's jar. An app without any
     * is a mistake where a folder was named; without one it is an app that waits for its first definition.
     *
     * @throws dev.fides.config.source.InvalidDefinitionsException with all faults of all definitions
     */
    List<SyncDefinition> definitions() {
        Optional<String> folder = find("FIDES_SYNCS");
        DefinitionSource source = DefinitionSource.of(folder);
        if (folder.isEmpty() && isEmpty(source)) {
            LOG.warn(
                    "There are no sync definitions: set FIDES_SYNCS to their folder, or put them into {}",
                    source.location());
            return List.of();
        }
        return new SyncDefinitionLoader(this::find, List.of(Mapping::check, Stores::check)).load(source);
    }

    private static boolean isEmpty(DefinitionSource source) {
        try {
            return source.definitions().isEmpty();
        } catch (IOException e) {
            // The loader meets the same fault, and reports it.
            return false;
        }
    }

    /**
     * Times and limits of the engine: {@code FIDES_STEP_BUDGET}, how long a step works before it hands on; {@code
     * FIDES_CLAIM_LEASE}, after how long without a sign of life a step has lost its run; {@code
     * FIDES_PICK_UP_LIMIT}, for how long a queued step may wait before it is sent again; {@code
     * FIDES_STEP_FAILURES}, how many failed steps in a row end a run; {@code FIDES_CREATION_LEASE}, how long a
     * create at a target that gives the ids may take before others look for its result; {@code FIDES_MAX_BACKLOG},
     * how many changes of a sync may be unpublished while its import reads on; {@code FIDES_SNAPSHOT}, whether imports use
     * snapshots of what is confirmed. How many places an instance has is said
     * where the platform is told: in {@code host.json}, or in the settings that override it.
     */
    EngineSettings engine() {
        EngineSettings defaults = EngineSettings.DEFAULT;
        return defaults.withStepBudget(duration("FIDES_STEP_BUDGET", defaults.stepBudget()))
                .withClaimLease(positive("FIDES_CLAIM_LEASE", defaults.claimLease()))
                .withPickUpLimit(positive("FIDES_PICK_UP_LIMIT", defaults.pickUpLimit()))
                .withStepFailures(count("FIDES_STEP_FAILURES", defaults.stepFailures()))
                .withCreationLease(positive("FIDES_CREATION_LEASE", defaults.creationLease()))
                .withSnapshots(defaults.snapshots().switched(isOn("FIDES_SNAPSHOT")))
                .withMaxBacklog(count("FIDES_MAX_BACKLOG", (int) defaults.maxBacklog()))
                .withPlaces(
                        count(HOST_SETTING + "maxConcurrentCalls", defaults.stepPlaces()),
                        count(HOST_SETTING + "maxConcurrentSessions", defaults.lanePlaces()));
    }

    private boolean isOn(String name) {
        String value = find(name).orElse("on");
        if (!value.equals("on") && !value.equals("off")) {
            throw new IllegalArgumentException("the setting " + name + ": expected on or off, found " + value);
        }
        return value.equals("on");
    }

    /** {@code FIDES_LONGEST_PAUSE}: a service that asks to be left alone for longer is left alone for this time. */
    Duration longestPause() {
        return positive("FIDES_LONGEST_PAUSE", Pace.LONGEST_PAUSE);
    }

    /** {@code FIDES_RUN_RETENTION}: how long runs that ended can be looked at. */
    Duration runRetention() {
        return duration("FIDES_RUN_RETENTION", Duration.ofDays(30));
    }

    /** {@code AZURE_CLIENT_ID}: which user-assigned identity calls hosts and targets. */
    Optional<String> identityClientId() {
        return find("AZURE_CLIENT_ID");
    }

    /**
     * The machine's clock, moved by {@code FIDES_CLOCK_OFFSET}: with it one machine shows how instances get on whose
     * clocks differ. Nothing else needs it.
     */
    Clock clock() {
        Optional<String> offset = find("FIDES_CLOCK_OFFSET");
        try {
            return offset.isEmpty() ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), Duration.parse(offset.get()));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "the setting FIDES_CLOCK_OFFSET: expected an ISO-8601 duration such as PT2S, found " + offset.get(),
                    e);
        }
    }

    private Duration duration(String name, Duration otherwise) {
        String text = find(name).orElse(otherwise.toString());
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Said below, together with negative ones.
        }
        throw new IllegalArgumentException(
                "the setting " + name + ": expected an ISO-8601 duration such as " + otherwise + ", found " + text);
    }

    private Duration positive(String name, Duration otherwise) {
        Duration duration = duration(name, otherwise);
        if (duration.isZero()) {
            throw new IllegalArgumentException(
                    "the setting " + name + ": expected more than no time, found " + duration);
        }
        return duration;
    }

    private int count(String name, int otherwise) {
        String text = find(name).orElse(Integer.toString(otherwise));
        try {
            int count = Integer.parseInt(text);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // Said below, together with numbers that are too small.
        }
        throw new IllegalArgumentException(
                "the setting " + name + ": expected a whole number of 1 or more, found " + text);
    }

    /** What the engine takes from this machine. */
    EngineEnvironment surroundings(Clock clock, Telemetry telemetry, ExpendableThreads mapping) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new EngineEnvironment(
                clock,
                new Workers(telemetry.carrying(threads(cores, engine().stepPlaces())), cores, mapping),
                new ThreadLocalGenerator(),
                () -> UUID.randomUUID().toString(),
                telemetry::traceParent,
                Sleeper.real(),
                Heartbeat.real(),
                RecordMemory.ofThisProcess(),
                telemetry.listener());
    }

    /** Where records are mapped and templates run: {@code FIDES_MAPPING_LIMIT}, after how long that is given up. */
    ExpendableThreads mappingThreads(Clock clock, Telemetry telemetry, ExpendableThreads.Listener listener) {
        return new ExpendableThreads(
                telemetry.carrying(ExpendableThreads.daemons("fides-mapping-")),
                positive("FIDES_MAPPING_LIMIT", ExpendableThreads.LIMIT),
                clock,
                listener);
    }

    /** Stores what requests found out about a service, one after the other, beside the requests. */
    static Executor circuitWriter() {
        ThreadPoolExecutor writer =
                new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "fides-circuits");
                    thread.setDaemon(true);
                    return thread;
                });
        writer.allowCoreThreadTimeOut(true);
        return writer;
    }

    /**
     * Each step reads a page ahead with one of these threads while others map: as many as all steps at once can ask for, so
     * that a sync whose host hangs has none that another one waits for.
     */
    private static ExecutorService threads(int cores, int steps) {
        AtomicInteger number = new AtomicInteger();
        int size = Math.max(2, cores) * steps;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "fides-worker-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Each thread's own generator, so that threads do not wait for each other. */
    private static final class ThreadLocalGenerator implements RandomGenerator {
        @Override
        public long nextLong() {
            return ThreadLocalRandom.current().nextLong();
        }
    }
}
