package dev.fides.samples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.config.yaml.Overlay;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An entry of {@code served/served.yaml}, where its members are explained. */
record Served(
        @JsonProperty(required = true) String what,
        @JsonProperty(required = true) JsonNode with,
        Map<String, String> files,
        @JsonProperty(required = true) List<Exchange> exchanges,
        List<String> lists,
        List<String> finds,
        List<String> lacks,
        Map<String, String> ids,
        Map<String, JsonNode> documents,
        List<List<Script.Write>> writes,
        Map<String, String> published,
        List<Event> events,
        boolean secured) {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final String SERVER = "{server}";

    /**
     * One call of a webhook.
     *
     * @param keys of the records that it names; none where its signature is not one
     */
    record Event(
            @JsonProperty(required = true) Map<String, String> headers,
            @JsonProperty(required = true) String body,
            @JsonProperty(required = true) List<String> keys) {}

    Served {
        files = Objects.requireNonNullElse(files, Map.of());
        ids = Objects.requireNonNullElse(ids, Map.of());
        finds = Objects.requireNonNullElse(finds, List.of());
        lacks = Objects.requireNonNullElse(lacks, List.of());
        documents = Objects.requireNonNullElse(documents, Map.of());
        writes = Objects.requireNonNullElse(writes, List.of());
        events = Objects.requireNonNullElse(events, List.of());
    }

    static List<Served> all() {
        try {
            return List.of(YAML.readValue(resource("served.yaml"), Served[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Served.class.getResourceAsStream("/served/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The whole definition, for a server at this address. */
    ObjectNode definition(String server) {
        try {
            ObjectNode definition =
                    (ObjectNode) YAML.readTree(resource("base.yaml").replace(SERVER, server));
            Overlay.merge(
                    definition, YAML.readTree(YAML.writeValueAsString(with).replace(SERVER, server)));
            return definition;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return what;
    }
}
