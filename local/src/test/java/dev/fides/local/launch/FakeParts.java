package dev.fides.local.launch;

import dev.fides.local.launch.parts.LaunchSettings;
import dev.fides.local.launch.parts.Part;
import dev.fides.local.launch.parts.Parts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * Parts that only tell that they were started and closed, and an app that does what the launcher asks for. Where it is told
 * of a collector, the app sends it an item when it is closed, as the agent does.
 */
final class FakeParts implements Parts {

    final List<String> events = new ArrayList<>();
    final List<String> jvmArguments = new ArrayList<>();
    final Map<String, String> appSettings = new HashMap<>();
    final CompletableFuture<FakeApp> app = new CompletableFuture<>();
    private final FakeApp.Fault fault;
    private final boolean appDies;

    FakeParts(FakeApp.Fault fault) {
        this(fault, false);
    }

    FakeParts(FakeApp.Fault fault, boolean appDies) {
        this.fault = fault;
        this.appDies = appDies;
    }

    @Override
    public Part serviceBus(LaunchSettings settings) {
        return part("Service Bus", () -> {});
    }

    @Override
    public Part cosmos(LaunchSettings settings) {
        return part("Cosmos DB", () -> {});
    }

    @Override
    public Part functions(LaunchSettings settings, Map<String, String> given, List<String> arguments)
            throws IOException {
        jvmArguments.addAll(arguments);
        appSettings.putAll(given);
        boolean answers = given.containsKey("CITIES_HOST_URL") || fault == FakeApp.Fault.MISCONFIGURED;
        if (!answers || appDies) {
            Part part = part("functions", () -> {});
            return new DyingPart(part);
        }
        var started = new FakeApp(settings.http().number(), fault, given);
        app.complete(started);
        return part("functions", () -> {
            started.close();
            Optional.ofNullable(given.get("APPLICATIONINSIGHTS_CONNECTION_STRING"))
                    .ifPresent(FakeParts::sendItem);
        });
    }

    private static void sendItem(String connection) {
        String ingestion = connection.replaceFirst(".*IngestionEndpoint=([^;]*).*", "$1");
        String item = "{\"tags\":{\"ai.cloud.role\":\"fides\"},\"data\":{\"baseType\":\"MetricData\",\"baseData\":"
                + "{\"metrics\":[{\"name\":\"fides.runs\"}],\"properties\":{\"sync\":\"cities\"}}}}";
        var request = HttpRequest.newBuilder(URI.create(ingestion + "v2.1/track"))
                .POST(HttpRequest.BodyPublishers.ofString(item))
                .build();
        HttpClient.newHttpClient()
                .sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join();
    }

    private Part part(String name, Runnable close) {
        events.add("start " + name);
        return Part.within(name, "nowhere", () -> {
            events.add("close " + name);
            close.run();
        });
    }

    /** A part whose process has ended. */
    private record DyingPart(Part part) implements Part {

        @Override
        public String name() {
            return part.name();
        }

        @Override
        public String address() {
            return part.address();
        }

        @Override
        public boolean isRunning() {
            return false;
        }

        @Override
        public OptionalLong process() {
            return OptionalLong.empty();
        }

        @Override
        public void close() {
            part.close();
        }
    }
}
