package dev.fides.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.fides.config.HostEvents;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.Secret;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SchemaMembers;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.events.EventKeys;
import dev.fides.events.EventMessage;
import dev.fides.events.EventParser;
import dev.fides.events.MessageContent;
import dev.fides.events.Signature;
import dev.fides.fakes.TestKeys;
import dev.fides.fakes.Threads;
import dev.fides.host.HostPage;
import dev.fides.host.HostReading;
import dev.fides.host.HostStore;
import dev.fides.mapping.Mapping;
import dev.fides.model.RecordKey;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.rest.auth.AccessToken;
import dev.fides.stores.Stores;
import dev.fides.target.TargetDocument;
import dev.fides.target.TargetStore;
import dev.fides.target.WriteResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a definition may say is in one with which a server is called, and the server is asked what it says. */
class ServedDefinitionsTest {

    private static final ObjectMapper YAML = new YAMLMapper();
    private static final TestKeys SERVER = TestKeys.of("server");
    private static final TestKeys CLIENT = TestKeys.of("client");

    private static final Map<String, String> SETTINGS = Map.of(
            "SECRET", "secret-1",
            "WEBHOOK", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "KEY_FILE", CLIENT.file().toString(),
            "KEY_PASSWORD", CLIENT.password(),
            "PEM_KEY", CLIENT.privateKey(),
            "PEM_CERTIFICATE", CLIENT.certificate(),
            "SERVER_FILE", SERVER.file().toString(),
            "SERVER_PASSWORD", SERVER.password(),
            "SERVER_CERTIFICATE", SERVER.certificate());

    static List<Served> served() {
        return Served.all();
    }

    @Test
    void every_member_of_the_schema_is_in_a_definition_with_which_a_server_is_called() throws IOException {
        SchemaMembers schema = SchemaMembers.read();
        Set<String> missing = new TreeSet<>(schema.all());
        served().forEach(entry -> missing.removeAll(
                schema.of(entry.definition("http://localhost")).keySet()));
        for (Path sample : samples()) {
            missing.removeAll(schema.of(YAML.readTree(sample.toFile())).keySet());
        }

        assertThat(missing)
                .as("members that no test calls a server with: add an entry to served/served.yaml")
                .isEmpty();
    }

    /** Every one of them is run by a test that is named after it, or by {@code DocumentedServicesTest}. */
    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(Sample.FOLDER, 2)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("served")
    void a_server_is_asked_what_a_definition_says(Served entry) throws IOException {
        try (DocumentedService service = entry.secured() ? secured() : new DocumentedService()) {
            service.documented(entry.exchanges());
            try {
                asked(entry, service);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("not expected: " + service.strange(), e);
            }
            assertThat(service.strange()).isEmpty();
            assertThat(service.unseen()).isEmpty();
        }
    }

    private static void asked(Served entry, DocumentedService service) throws IOException {
        SyncDefinition definition = definition(entry, service.uri().toString());
        Stores stores = stores();
        HostStore host = stores.hostStore(definition);
        TargetStore target = stores.targetStore(definition);
        if (entry.lists() != null) {
            assertThat(listed(host)).isEqualTo(entry.lists());
        }
        assertThat(present(host, entry.finds())).isEqualTo(entry.finds());
        assertThat(present(host, entry.lacks())).isEmpty();
        entry.writes().forEach(batch -> written(target, batch, entry.documents()));
        entry.ids()
                .forEach(
                        (key, id) -> assertThat(target.find(new RecordKey(key))).contains(id));
        if (entry.published() != null) {
            assertThat(target.list(Optional.empty()).documents().stream()
                            .collect(Collectors.toMap(document -> document.key().value(), TargetDocument::id)))
                    .isEqualTo(entry.published());
        }
        entry.events()
                .forEach(event -> assertThat(
                                heard(event, definition.host().events().orElseThrow()))
                        .isEqualTo(event.keys()));
    }

    private static SyncDefinition definition(Served entry, String server) throws IOException {
        Map<String, String> files = new HashMap<>(entry.files());
        files.put("cities.yaml", YAML.writeValueAsString(entry.definition(server)));
        files.put("cities.jslt", ".");
        return new SyncDefinitionLoader(
                        name -> Optional.ofNullable(SETTINGS.get(name)), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(files))
                .get(0);
    }

    private static Stores stores() {
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        RestStores rest = new RestStores(
                shared,
                pace,
                scope -> new AccessToken(
                        Secret.of("identity of " + scope), clock.instant().plus(Duration.ofHours(1))),
                RestStores.MAX_RESPONSE_BYTES,
                Threads.unwatched());
        return new Stores(rest, shared, pace);
    }

    private static List<String> listed(HostStore host) {
        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());
        return keys;
    }

    private static List<String> present(HostStore host, List<String> asked) {
        List<RecordKey> keys = asked.stream().map(RecordKey::new).toList();
        Map<RecordKey, HostReading> readings = keys.isEmpty() ? Map.of() : host.get(keys);
        assertThat(readings.values()).noneMatch(HostReading.Failed.class::isInstance);
        return keys.stream()
                .filter(key -> readings.get(key) instanceof HostReading.Present)
                .map(RecordKey::value)
                .toList();
    }

    private static void written(TargetStore target, List<Script.Write> batch, Map<String, JsonNode> documents) {
        List<WriteResult> results =
                target.write(batch.stream().map(write -> write.write(documents)).toList());
        for (int i = 0; i < batch.size(); i++) {
            Script.Write expected = batch.get(i);
            assertThat(results.get(i).getClass().getSimpleName())
                    .as("%s: %s", expected, results.get(i))
                    .isEqualTo(expected.becomes());
            if (expected.gives() != null) {
                assertThat(results.get(i)).isEqualTo(new WriteResult.Confirmed(Optional.of(expected.gives())));
            }
        }
    }

    private static List<String> heard(Served.Event event, HostEvents listening) {
        EventMessage message = new EventMessage(event.headers(), event.body());
        boolean refused = listening
                .signature()
                .flatMap(form -> new Signature(form).fault(message, Instant.now()))
                .isPresent();
        if (refused) {
            return List.of();
        }
        MessageContent.Events content =
                (MessageContent.Events) new EventParser().parse(message).of(message, listening);
        return content.events().stream()
                .map(found -> EventKeys.of(found, listening))
                .filter(EventKeys.Found.class::isInstance)
                .flatMap(found -> ((EventKeys.Found) found).keys().stream())
                .map(RecordKey::value)
                .toList();
    }

    /** A server that only an authority of its own knows, and that wants to know who asks. */
    private static DocumentedService secured() {
        return new DocumentedService(() -> {
            try {
                SSLContext context = context();
                HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.setHttpsConfigurator(new HttpsConfigurator(context) {
                    @Override
                    public void configure(HttpsParameters parameters) {
                        SSLParameters wanted = context.getDefaultSSLParameters();
                        wanted.setNeedClientAuth(true);
                        parameters.setSSLParameters(wanted);
                    }
                });
                return server;
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        });
    }

    private static SSLContext context() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(SERVER.store(), SERVER.password().toCharArray());
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("client", CLIENT.store().getCertificate("key"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
