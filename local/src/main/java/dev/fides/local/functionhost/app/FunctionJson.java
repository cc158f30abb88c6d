package dev.fides.local.functionhost.app;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.functionhost.app.Trigger.AuthLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads one {@code function.json}. A binding that this host does not have is an error, never ignored. */
final class FunctionJson {
    private final Path file;
    private final JsonNode json;
    private final FunctionAppSettings settings;
    private final String name;

    FunctionJson(Path file, JsonNode json, FunctionAppSettings settings) {
        this.file = file;
        this.json = json;
        this.settings = settings;
        this.name = file.getParent().getFileName().toString();
    }

    /** Empty when the function is disabled, by its file or by the setting {@code AzureWebJobs.<name>.Disabled}. */
    Optional<FunctionDefinition> read() {
        boolean disabled = settings.get("AzureWebJobs.%s.Disabled".formatted(name))
                .map(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .orElse(json.path("disabled").asBoolean(false));
        if (disabled) {
            return Optional.empty();
        }
        Path jar = file.resolveSibling(text(json, "scriptFile").orElseThrow(() -> fault("has no scriptFile")))
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw fault("names a scriptFile that does not exist: " + jar);
        }
        String entryPoint = text(json, "entryPoint").orElseThrow(() -> fault("has no entryPoint"));
        return Optional.of(new FunctionDefinition(name, jar, entryPoint, trigger()));
    }

    private Trigger trigger() {
        List<Trigger> triggers = new ArrayList<>();
        boolean httpOut = false;
        for (JsonNode binding : json.path("bindings")) {
            String type = binding.path("type").asText();
            switch (type.toLowerCase(Locale.ROOT)) {
                case "httptrigger" -> triggers.add(http(binding));
                case "timertrigger" -> triggers.add(timer(binding));
                case "servicebustrigger" -> triggers.add(serviceBus(binding));
                case "eventgridtrigger" -> triggers.add(new Trigger.EventGrid(parameter(binding)));
                case "http" -> httpOut = true;
                default -> throw fault("has a binding of type '%s', which this host does not support".formatted(type));
            }
        }
        if (triggers.size() != 1) {
            throw fault("has %d triggers instead of one".formatted(triggers.size()));
        }
        if (httpOut && !(triggers.get(0) instanceof Trigger.Http)) {
            throw fault("has an http output without an httpTrigger");
        }
        return triggers.get(0);
    }

    private Trigger http(JsonNode binding) {
        Set<String> methods = new TreeSet<>();
        binding.path("methods").forEach(method -> methods.add(method.asText().toUpperCase(Locale.ROOT)));
        String level = text(binding, "authLevel").orElse("FUNCTION").toUpperCase(Locale.ROOT);
        try {
            return new Trigger.Http(parameter(binding), text(binding, "route"), methods, AuthLevel.valueOf(level));
        } catch (IllegalArgumentException e) {
            throw fault("has the unknown authLevel " + level);
        }
    }

    private Trigger timer(JsonNode binding) {
        String schedule = text(binding, "schedule").orElseThrow(() -> fault("has a timer without schedule"));
        return new Trigger.Timer(
                parameter(binding), schedule, binding.path("runOnStartup").asBoolean(false));
    }

    private Trigger serviceBus(JsonNode binding) {
        if (text(binding, "cardinality").orElse("ONE").equalsIgnoreCase("MANY")) {
            throw fault("has a serviceBusTrigger with cardinality MANY, which this host does not support");
        }
        return new Trigger.ServiceBus(
                parameter(binding),
                entity(binding),
                text(binding, "connection").orElse(""),
                binding.path("isSessionsEnabled").asBoolean(false));
    }

    private Trigger.Entity entity(JsonNode binding) {
        Optional<String> queue = text(binding, "queueName");
        if (queue.isPresent()) {
            return new Trigger.Queue(queue.get());
        }
        String topic = text(binding, "topicName").orElseThrow(() -> fault("has neither queueName nor topicName"));
        return new Trigger.Subscription(
                topic, text(binding, "subscriptionName").orElseThrow(() -> fault("has no subscriptionName")));
    }

    private String parameter(JsonNode binding) {
        return text(binding, "name").orElseThrow(() -> fault("has a trigger without name"));
    }

    private static Optional<String> text(JsonNode node, String member) {
        return Optional.of(node.path(member).asText("")).filter(value -> !value.isBlank());
    }

    private FunctionHostException fault(String what) {
        return new FunctionHostException("function %s %s (%s)".formatted(name, what, file));
    }
}
