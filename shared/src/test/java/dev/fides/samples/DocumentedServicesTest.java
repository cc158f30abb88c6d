package dev.fides.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.fides.config.HostEvents;
import dev.fides.config.SyncDefinition;
import dev.fides.events.EventKeys;
import dev.fides.events.EventMessage;
import dev.fides.events.EventParser;
import dev.fides.events.MessageContent;
import dev.fides.events.Signature;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.mapping.Mapping;
import dev.fides.mapping.MappingResult;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.stores.Stores;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetPage;
import dev.fides.target.TargetStore;
import dev.fides.target.WriteResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Samples for services that cannot be had here: every request is as their documentation has it, and so are the answers. */
class DocumentedServicesTest {

    static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(Script.FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_asks_and_understands_its_services_as_they_document_it(String sample) {
        try (DocumentedService service = new DocumentedService()) {
            Script script = Script.read(sample, service.uri().toString());
            service.documented(script.exchanges());
            try {
                asDocumented(sample, script);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(sample + ": not documented: " + service.strange(), e);
            }
            assertThat(service.strange()).isEmpty();
            assertThat(service.unseen()).isEmpty();
        }
    }

    private static void asDocumented(String sample, Script script) {
        SyncDefinition definition = Sample.definition(sample, script.settings());
        Stores stores = Sample.stores();
        HostStore host = stores.hostStore(definition);
        TargetStore target = stores.targetStore(definition);
        Mapping mapping = Mapping.of(definition, target.traits().writeShape());

        List<HostRecord> records = listed(host);
        Map<String, JsonNode> documents = mapped(mapping, records);
        assertThat(documents).isEqualTo(script.listed());
        read(host, records.get(0).key(), script);
        written(target, documents, script);
        script.found()
                .forEach(
                        (key, id) -> assertThat(target.find(new RecordKey(key))).contains(id));
        published(target, mapping, documents, script);
        definition.host().events().ifPresent(listening -> heard(listening, script));
    }

    private static void heard(HostEvents listening, Script script) {
        assertThat(script.events()).isNotEmpty();
        for (Script.Event event : script.events()) {
            EventMessage message = new EventMessage(event.headers(), event.body());
            assertThat(listening.signature().flatMap(form -> new Signature(form).fault(message, Instant.now())))
                    .isEmpty();
            MessageContent.Events content =
                    (MessageContent.Events) new EventParser().parse(message).of(message, listening);
            assertThat(content.events().stream().map(found -> EventKeys.of(found, listening)))
                    .containsExactly(new EventKeys.Found(List.of(new RecordKey(event.key()))));
        }
    }

    private static List<HostRecord> listed(HostStore host) {
        List<HostRecord> records = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            assertThat(page.invalid()).isEmpty();
            records.addAll(page.records());
            cursor = page.next();
        } while (cursor.isPresent());
        return records;
    }

    private static Map<String, JsonNode> mapped(Mapping mapping, List<HostRecord> records) {
        Map<String, JsonNode> documents = new HashMap<>();
        for (HostRecord record : records) {
            MappingResult result = mapping.map(record);
            assertThat(result).isNotInstanceOf(MappingResult.Invalid.class);
            JsonNode document =
                    result instanceof MappingResult.Mapped mapped ? mapped.document() : NullNode.getInstance();
            documents.put(record.key().value(), document);
        }
        return documents;
    }

    private static void read(HostStore host, RecordKey first, Script script) {
        assertThat(host.get(List.of(first)).get(first)).isInstanceOf(HostReading.Present.class);
        for (String gone : script.gone()) {
            RecordKey key = new RecordKey(gone);
            assertThat(host.get(List.of(key)).get(key)).isEqualTo(new HostReading.Absent());
        }
        if (!script.asked().isEmpty()) {
            List<RecordKey> keys = script.asked().stream().map(RecordKey::new).toList();
            assertThat(host.get(keys).values()).allMatch(HostReading.Present.class::isInstance);
        }
    }

    private static void written(TargetStore target, Map<String, JsonNode> documents, Script script) {
        for (List<Script.Write> batch : script.writes()) {
            List<WriteResult> results = target.write(
                    batch.stream().map(write -> write.write(documents)).toList());
            for (int i = 0; i < batch.size(); i++) {
                Script.Write expected = batch.get(i);
                WriteResult result = results.get(i);
                assertThat(result.getClass().getSimpleName())
                        .as("%s: %s", expected, result)
                        .isEqualTo(expected.becomes());
                if (expected.gives() != null) {
                    assertThat(result).isEqualTo(new WriteResult.Confirmed(Optional.of(expected.gives())));
                }
            }
        }
    }

    private static void published(TargetStore target, Mapping mapping, Map<String, JsonNode> documents, Script script) {
        Map<String, String> ids = new HashMap<>();
        Optional<String> cursor = Optional.empty();
        do {
            TargetPage page = target.list(cursor);
            assertThat(page.invalid()).isEmpty();
            for (TargetDocument document : page.documents()) {
                String key = document.key().value();
                ids.put(key, document.id());
                assertThat(mapping.comparison().listed(document.body()))
                        .isEqualTo(mapping.comparison().mapped(documents.get(key)));
            }
            cursor = page.next();
        } while (cursor.isPresent());
        assertThat(ids).isEqualTo(script.published());
    }
}
