package dev.fides.samples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.fides.model.RecordKey;
import dev.fides.target.TargetWrite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What services document, and what a sample makes of it.
 *
 * @param settings the app settings that the definition asks for; {@code {server}} in them and in answers is the server's address
 * @param listed the host's records by key, and the documents that the mapping makes of them; null for none
 * @param gone keys of which the host says that it has no such record
 * @param asked keys that are asked for together
 * @param writes requests that are sent one after the other
 * @param found the ids under which the target knows records
 * @param published what the target lists: ids by key; every document is what the mapping makes
 * @param events what the host sends when a record changes
 */
record Script(
        @JsonProperty(required = true) Map<String, String> settings,
        @JsonProperty(required = true) List<Exchange> exchanges,
        @JsonProperty(required = true) Map<String, JsonNode> listed,
        @JsonProperty(required = true) List<String> gone,
        List<String> asked,
        @JsonProperty(required = true) List<List<Write>> writes,
        Map<String, String> found,
        @JsonProperty(required = true) Map<String, String> published,
        List<Event> events) {

    private static final ObjectMapper YAML = new YAMLMapper();
    static final Path FOLDER = Path.of("src", "test", "resources", "samples");

    Script {
        asked = Objects.requireNonNullElse(asked, List.of());
        found = Objects.requireNonNullElse(found, Map.of());
        events = Objects.requireNonNullElse(events, List.of());
    }

    static Script read(String sample, String server) {
        try {
            String text = Files.readString(FOLDER.resolve(sample + ".yaml"));
            return YAML.readValue(text.replace("{server}", server), Script.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One call of a webhook.
     *
     * @param key of the record that it names
     */
    record Event(
            @JsonProperty(required = true) Map<String, String> headers,
            @JsonProperty(required = true) String body,
            @JsonProperty(required = true) String key) {}

    /**
     * One write and what comes of it.
     *
     * @param put key of the record whose document is put; absent for a delete
     * @param delete key of the record whose document is deleted
     * @param id under which the target knows it, where it does
     * @param exists whether the target is believed to hold it
     * @param lost members that the document lost
     * @param becomes the result
     * @param gives the id that the target gave
     */
    record Write(
            String put,
            String delete,
            String id,
            boolean exists,
            List<String> lost,
            @JsonProperty(required = true) String becomes,
            String gives) {

        TargetWrite write(Map<String, JsonNode> documents) {
            if (delete != null) {
                return new TargetWrite.Delete(new RecordKey(delete), id);
            }
            return new TargetWrite.Put(
                    new RecordKey(put),
                    Optional.ofNullable(id),
                    documents.get(put),
                    exists ? TargetWrite.Expectation.EXISTS : TargetWrite.Expectation.ABSENT,
                    "idempotency-" + put,
                    Objects.requireNonNullElse(lost, List.<String>of()).stream()
                            .map(JsonPointer::compile)
                            .toList());
        }
    }
}
