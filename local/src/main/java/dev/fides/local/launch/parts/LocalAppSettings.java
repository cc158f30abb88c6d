package dev.fides.local.launch.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of the app for this machine: {@code local.settings.json}, over it the environment, over both the ports. */
public final class LocalAppSettings {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private LocalAppSettings() {}

    /** What the app needs to reach the endpoints that this machine has started. */
    public static Map<String, String> forLocalEndpoints(LaunchSettings settings) {
        var configured = configured(settings);
        var app = new LinkedHashMap<String, String>();
        app.put("ServiceBus", serviceBus(configured, settings.serviceBus()));
        app.put("Cosmos", cosmos(configured, settings.cosmos()));
        app.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        settings.syncs().ifPresent(folder -> app.put("FIDES_SYNCS", folder.toString()));
        return app;
    }

    /** What a function host that is started alone needs: its connections as configured, moved to ports that are set. */
    public static Map<String, String> forFunctionsAlone(LaunchSettings settings) {
        var app = new LinkedHashMap<String, String>();
        var local = forLocalEndpoints(settings);
        var environment = settings.environment();
        app.put("COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED", "true");
        settings.syncs().ifPresent(folder -> app.put("FIDES_SYNCS", folder.toString()));
        if (environment.containsKey(settings.serviceBus().variable())) {
            app.put("ServiceBus", local.get("ServiceBus"));
        }
        if (environment.containsKey(settings.cosmos().variable())) {
            app.put("Cosmos", local.get("Cosmos"));
        }
        return app;
    }

    /** The setting {@code AzureWebJobsStorage}, which only Microsoft's tools need. */
    static String storage(LaunchSettings settings) {
        return configured(settings).getOrDefault("AzureWebJobsStorage", "");
    }

    private static String serviceBus(Map<String, String> configured, Port port) {
        return require(configured, "ServiceBus")
                .replaceFirst("Endpoint=sb://[^;]*", "Endpoint=sb://localhost:" + port.number());
    }

    private static String cosmos(Map<String, String> configured, Port port) {
        return require(configured, "Cosmos")
                .replaceFirst("AccountEndpoint=[^;]*", "AccountEndpoint=http://localhost:" + port.number() + "/");
    }

    private static String require(Map<String, String> configured, String name) {
        String value = configured.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new LaunchException("The setting " + name + " is missing in local.settings.json.");
        }
        return value;
    }

    private static Map<String, String> configured(LaunchSettings settings) {
        Path file = settings.home().resolve("local.settings.json");
        if (!Files.isRegularFile(file)) {
            throw new LaunchException(file + " is missing; ./setup.sh makes it from local.settings.json.example.");
        }
        var values = new HashMap<String, String>();
        try {
            JsonNode members = MAPPER.readTree(file.toFile()).path("Values");
            members.properties()
                    .forEach(member ->
                            values.put(member.getKey(), member.getValue().asText()));
        } catch (IOException e) {
            throw new LaunchException(file + " cannot be read as JSON.", e);
        }
        values.putAll(settings.environment());
        return values;
    }
}
