package dev.fides.local.chaos;

import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.local.demo.Counters;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import dev.fides.local.servicebus.config.QueueConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Everything that takes part, on free ports of the loopback interface; closing ends all of it. */
final class ChaosMachine implements AutoCloseable {

    /** As in Azure; Microsoft's emulator allows ten. */
    private static final int MAX_DELIVERIES = 1_000;

    /** What a process that was killed had locked comes back after this time, for nobody else lets it go. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final Counters faults;
    private final List<Services> services = new ArrayList<>();
    private final ServiceBusEndpoint serviceBus;
    private final CosmosEndpoint cosmos;
    private final FunctionHosts hosts;

    private ChaosMachine(ChaosSettings settings, SplittableRandom random, Counters faults) throws IOException {
        this.faults = faults;
        for (String sync : ChaosSyncs.ALL) {
            services.add(add(Services.start(sync, settings, random.split(), faults)));
        }
        cosmos = add(CosmosEndpoint.start(CosmosSettings.onPort(0)));
        serviceBus = add(ServiceBusEndpoint.start(ServiceBusSettings.of(0, entities(settings.entities()))));
        Files.createDirectories(settings.work());
        Path syncs = settings.work().resolve("syncs").toAbsolutePath();
        ChaosSyncs.writeTo(syncs, settings.idempotencyKeys());
        hosts = add(new FunctionHosts(settings.app(), settings.work(), appSettings(syncs, settings)));
    }

    static ChaosMachine start(ChaosSettings settings, SplittableRandom random, Counters faults) throws IOException {
        return new ChaosMachine(settings, random, faults);
    }

    private static NamespaceConfig entities(Path file) {
        NamespaceConfig configured = NamespaceConfigReader.read(file);
        return new NamespaceConfig(
                configured.queues().stream().map(ChaosMachine::asInAzure).toList(), configured.topics());
    }

    private static QueueConfig asInAzure(QueueConfig queue) {
        return new QueueConfig(
                queue.name(),
                queue.requiresSession(),
                LOCK,
                MAX_DELIVERIES,
                queue.defaultTimeToLive(),
                queue.deadLettersExpired(),
                queue.duplicateWindow(),
                queue.forwardTo(),
                queue.forwardDeadLettersTo());
    }

    private Map<String, String> appSettings(Path syncs, ChaosSettings chaos) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ServiceBus", serviceBus.connectionString());
        settings.put("Cosmos", cosmos.connectionString());
        settings.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        settings.put("FIDES_SYNCS", syncs.toString());
        settings.put("IMPORT_TICK", "*/5 * * * * *");
        settings.put("CLEANUP_TICK", "*/5 * * * * *");
        settings.put("FIDES_STEP_BUDGET", "PT10S");
        settings.put("FIDES_CLAIM_LEASE", "PT12S");
        settings.put("FIDES_PICK_UP_LIMIT", "PT5S");
        settings.put("FIDES_CREATION_LEASE", "PT20S");
        settings.put("FIDES_SNAPSHOT", chaos.snapshots() ? "on" : "off");
        services.forEach(each -> settings.putAll(each.appSettings()));
        return settings;
    }

    private <T extends AutoCloseable> T add(T part) {
        started.push(part);
        return part;
    }

    List<Services> services() {
        return List.copyOf(services);
    }

    ServiceBusEndpoint serviceBus() {
        return serviceBus;
    }

    CosmosEndpoint cosmos() {
        return cosmos;
    }

    FunctionHosts hosts() {
        return hosts;
    }

    Counters faults() {
        return faults;
    }

    @Override
    public void close() {
        for (AutoCloseable part : started) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a part did not end", e);
            }
        }
    }
}
