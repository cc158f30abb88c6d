package dev.fides.functions;

import dev.fides.local.cosmos.CosmosEndpoint;
import dev.fides.local.cosmos.CosmosSettings;
import dev.fides.local.demo.host.DemoHost;
import dev.fides.local.demo.host.DemoHostSettings;
import dev.fides.local.demo.sync.DemoSync;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.lifecycle.Store;

/** The app in this process on local endpoints, without anybody who works off its queues. */
record LocalApp(FidesApp app, List<AutoCloseable> parts) implements Store.CloseOnReset {

    static LocalApp start() {
        try {
            Path syncs = Files.createDirectories(Path.of("target", "local-app"));
            DemoSync.writeTo(syncs);
            DemoHost host = DemoHost.start(DemoHostSettings.onPort(0).withRecords(10));
            CosmosEndpoint cosmos = CosmosEndpoint.start(CosmosSettings.onPort(0));
            ServiceBusEndpoint serviceBus = ServiceBusEndpoint.start(ServiceBusSettings.of(
                    0, NamespaceConfigReader.read(Path.of("..", "infra", "local", "Config.json"))));
            FidesApp app = FidesApp.create(
                    Map.of(
                            "ServiceBus", serviceBus.connectionString(),
                            "Cosmos", cosmos.connectionString(),
                            "FIDES_SYNCS", syncs.toString(),
                            "CITIES_HOST_URL", host.uri().toString(),
                            "CITIES_TARGET_URL", "http://localhost:1"),
                    OpenTelemetry.noop());
            return new LocalApp(app, List.of(serviceBus, cosmos, host));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close " + part, e);
            }
        }
    }
}
