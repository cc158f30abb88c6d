package dev.fides.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.CleanUpRules;
import dev.fides.config.DefinitionFiles;
import dev.fides.config.FailureRules;
import dev.fides.config.HostDefinition;
import dev.fides.config.HostEvents;
import dev.fides.config.MappingReference;
import dev.fides.config.Schedule;
import dev.fides.config.StopRules;
import dev.fides.config.SyncDefinition;
import dev.fides.config.SyncSchedule;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.WebhookSignature;
import dev.fides.config.access.Auth;
import dev.fides.config.service.BulkFormat;
import dev.fides.config.service.BulkOperation;
import dev.fides.config.service.Circuit;
import dev.fides.config.service.Connection;
import dev.fides.config.service.CreateOperation;
import dev.fides.config.service.FindOperation;
import dev.fides.config.service.GetMany;
import dev.fides.config.service.GetOne;
import dev.fides.config.service.HostKind;
import dev.fides.config.service.HostListing;
import dev.fides.config.service.Listing;
import dev.fides.config.service.Paging;
import dev.fides.config.service.Resilience;
import dev.fides.config.service.TargetKind;
import dev.fides.config.service.TargetListing;
import dev.fides.config.service.WriteMethod;
import dev.fides.config.service.WriteOperation;
import dev.fides.config.service.Writes;
import dev.fides.config.source.ClassPathSource;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.FolderSource;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import dev.fides.model.KeyPointers;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncDefinitionLoaderTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "CITIES_HOST_URL", "https://host.example/v1/",
            "CITIES_HOST_TOKEN", "planted-secret",
            "SEARCH_URL", "http://localhost:9200");

    private static final InMemorySource SOURCE = new InMemorySource(Map.of());

    private final SyncDefinitionLoader loader =
            new SyncDefinitionLoader(name -> Optional.ofNullable(SETTINGS.get(name)), List.of());

    @Test
    void every_member_of_the_host_arrives() throws IOException {
        HostDefinition host = load("complete.yaml").host();

        HostKind.Rest rest = (HostKind.Rest) host.kind();
        assertThat(rest.connection())
                .isEqualTo(new Connection(
                        URI.create("https://host.example/v1"),
                        new Auth.Bearer(Secret.of("planted-secret")),
                        Map.of("Accept", Secret.of("application/json"))));
        assertThat(host.timeout()).isEqualTo(Duration.ofSeconds(11));
        assertThat(host.resilience())
                .isEqualTo(
                        new Resilience(2, new Circuit(50, 20, Duration.ofSeconds(30), Duration.ofMillis(8800)), 50, 8));
        assertThat(host.key()).isEqualTo(new KeyPointers(pointer("/id")));
        assertThat(host.ignore()).containsExactly(pointer("/lastViewedAt"), pointer("/@odata.etag"));
        assertThat(host.sets()).containsExactly(pointer("/tags"));
        assertThat(rest.list())
                .isEqualTo(new HostListing(
                        new Listing(
                                Template.of("/cities"),
                                Map.of("$orderby", Template.of("id")),
                                pointer("/value"),
                                Optional.of(pointer("/@odata.count")),
                                new Paging.NextLink(pointer("/@odata.nextLink"))),
                        Duration.ofSeconds(1),
                        true));
        assertThat(rest.get())
                .isEqualTo(new GetOne(
                        Template.of("/cities/{key}"), Map.of(), pointer(""), Set.of(404, 410), Optional.empty()));
        assertThat(rest.getMany())
                .contains(new GetMany(
                        Template.of("/cities"), Map.of("ids", Template.of("{keys}")), ",", 51, pointer("/value")));
        assertThat(host.events())
                .contains(new HostEvents(
                        Set.of("city.created", "city.updated", "city.deleted"),
                        pointer("/data/id"),
                        Optional.of(WebhookSignature.github(List.of(Secret.of("planted-secret"))))));
    }

    @Test
    void every_member_of_the_target_arrives() throws IOException {
        TargetDefinition target = load("complete.yaml").target();

        assertThat(target)
                .isEqualTo(new TargetDefinition(
                        new TargetKind.Rest(
                                new Connection(URI.create("http://localhost:9200"), new Auth.None(), Map.of()),
                                new Writes.Upsert(new WriteOperation(WriteMethod.PUT, Template.of("/docs/{id}"))),
                                new WriteOperation(WriteMethod.DELETE, Template.of("/docs/{id}")),
                                Optional.of(new FindOperation(
                                        Template.of("/docs"),
                                        Map.of("externalId", Template.of("{key}")),
                                        pointer("/results"),
                                        pointer("/objectId"),
                                        1)),
                                Optional.of(new BulkOperation(
                                        Template.of("/_bulk"),
                                        BulkFormat.NDJSON,
                                        "bulk-request.jslt",
                                        "bulk-response.jslt",
                                        2,
                                        501,
                                        5242881)),
                                Optional.of(new TargetListing(
                                        new Listing(
                                                Template.of("/docs"),
                                                Map.of(),
                                                pointer("/items"),
                                                Optional.empty(),
                                                new Paging.LinkHeader()),
                                        pointer("/externalId"),
                                        pointer("/id"))),
                                Set.of(200, 201, 204),
                                Set.of(400, 404, 409, 412, 413, 422)),
                        new TargetIds.InDocument(pointer("/externalId")),
                        Duration.ofSeconds(12),
                        new Resilience(4, new Circuit(51, 21, Duration.ofSeconds(31), Duration.ofSeconds(9)), 52, 9)));
    }

    @Test
    void a_target_that_assigns_ids_is_written_with_create_and_update() throws IOException {
        String text = text("complete.yaml").replace("assignsIds: false", "assignsIds: true");

        TargetDefinition target = load(Map.of("a.yaml", text)).get(0).target();

        assertThat(target.ids()).isEqualTo(new TargetIds.AssignedByTarget());
        assertThat(((TargetKind.Rest) target.kind()).writes())
                .isEqualTo(new Writes.CreateAndUpdate(
                        new CreateOperation(
                                WriteMethod.POST,
                                Template.of("/docs"),
                                Optional.of(pointer("/objectId")),
                                Optional.of("Idempotency-Key")),
                        new WriteOperation(WriteMethod.PATCH, Template.of("/docs/{id}"))));
    }

    @Test
    void every_member_of_the_sync_itself_arrives() throws IOException {
        SyncDefinition sync = load("complete.yaml");

        assertThat(sync.name()).isEqualTo("cities");
        assertThat(sync.partitions()).isEqualTo(12);
        assertThat(sync.schedule())
                .isEqualTo(new SyncSchedule(
                        Optional.of(Schedule.parse("0 */15 * * * *")), Optional.of(Schedule.parse("0 0 3 * * *"))));
        assertThat(sync.mapping()).isEqualTo(new MappingReference.JsltFile("cities.jslt"));
        assertThat(sync.schema()).contains("city-document.schema.json");
        assertThat(sync.failures()).isEqualTo(new FailureRules(11, Duration.ofMinutes(2), Duration.ofHours(7)));
        assertThat(sync.stopAbove()).isEqualTo(new StopRules(21, 101));
        assertThat(sync.cleanUp()).isEqualTo(new CleanUpRules(502, 11, true, 503, 12));
    }

    @Test
    void the_shortest_definition_gets_the_defaults() throws IOException {
        SyncDefinition sync = load("shortest.yaml");

        assertThat(sync.partitions()).isEqualTo(16);
        assertThat(sync.schedule()).isEqualTo(new SyncSchedule(Optional.empty(), Optional.empty()));
        HostKind.Rest host = (HostKind.Rest) sync.host().kind();
        assertThat(host.connection().auth()).isEqualTo(new Auth.None());
        assertThat(host.get().gone()).containsExactlyInAnyOrder(404, 410);
        assertThat(((TargetKind.Rest) sync.target().kind()).success()).doesNotContain(202);
        assertThat(sync.failures()).isEqualTo(new FailureRules(10, Duration.ofMinutes(1), Duration.ofHours(6)));
        assertThat(sync.cleanUp()).isEqualTo(new CleanUpRules(500, 10, false, 500, 10));
    }

    @Test
    void all_faults_of_all_files_are_reported_together() {
        Map<String, String> files = Map.of(
                "a.yaml", "name: a\nhost: { baseUrl: x, lst: {} }\n",
                "b.yml", "name: [\n",
                "c.yaml", "just a text");

        assertThatThrownBy(() -> load(files))
                .isInstanceOf(InvalidDefinitionsException.class)
                .hasMessageContaining(
                        "\n  a.yaml line 2, column 9: /host/baseUrl: expected an absolute http or https URL, found \"x\"")
                .hasMessageContaining("\n  a.yaml line 2, column 21: /host/lst: unknown member; did you mean \"list\"?")
                .hasMessageContaining("\n  a.yaml line 1, column 1: /mapping: missing")
                .hasMessageContaining("\n  a.yaml line 1, column 1: /target: missing")
                .hasMessageContaining("\n  b.yml line 2, column 1: not valid YAML: ")
                .hasMessageContaining("\n  c.yaml line 1, column 1: expected members, found \"just a text\"");
    }

    @Test
    void a_name_is_used_once_and_a_member_stands_once() throws IOException {
        String text = text("shortest.yaml");

        assertThatThrownBy(() -> load(Map.of("a.yaml", text, "b.yaml", text)))
                .hasMessageContaining("b.yaml line 1, column 1: /name: \"cities\" is the name in a.yaml too");
        assertThatThrownBy(() -> load(Map.of("a.yaml", text + "name: again\n")))
                .hasMessageContaining("/name: stands here a second time, first on line 1");
    }

    @Test
    void what_is_wrong_with_the_files_that_definitions_name_is_reported_with_the_rest() throws IOException {
        DefinitionCheck check = files -> List.of(new DefinitionFault(files.file(), "/mapping", "line 3"));
        SyncDefinitionLoader strict = new SyncDefinitionLoader(name -> Optional.empty(), List.of(check));

        assertThatThrownBy(() -> strict.load(new InMemorySource(Map.of(
                        "a.yaml", text("shortest.yaml"),
                        "b.yaml", "x",
                        "c.yaml", text("shortest.yaml").replace("name: cities", "name: 7")))))
                .hasMessageContaining("a.yaml line 7, column 1: /mapping: line 3")
                .hasMessageContaining("b.yaml line 1, column 1: expected members")
                .hasMessageContaining("c.yaml line 1, column 1: /name: ")
                .hasMessageContaining("c.yaml line 7, column 1: /mapping: line 3");
    }

    @Test
    void files_are_checked_as_far_as_a_definition_with_faults_names_them() throws IOException {
        assertThat(filesOf(text("complete.yaml").replace("name: cities", "name: 7")))
                .isEqualTo(new DefinitionFiles(
                        "a.yaml",
                        "a.yaml",
                        SOURCE,
                        Optional.of(new MappingReference.JsltFile("cities.jslt")),
                        Optional.of("city-document.schema.json"),
                        Optional.of("bulk-request.jslt"),
                        Optional.of("bulk-response.jslt"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(filesOf("mapping: ../x.jslt\nschema: 7\ntarget: { bulk: { request: [] } }"))
                .isEqualTo(nothing(Optional.empty()));
        assertThat(filesOf("mapping: { class: '7 7' }")).isEqualTo(nothing(Optional.empty()));
        assertThat(filesOf("mapping: { class: com.acme.Mapper }"))
                .isEqualTo(nothing(Optional.of(new MappingReference.MapperClass("com.acme.Mapper"))));
    }

    private static DefinitionFiles nothing(Optional<MappingReference> but) {
        return new DefinitionFiles(
                "a.yaml",
                "a.yaml",
                SOURCE,
                but,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static DefinitionFiles filesOf(String yaml) {
        List<DefinitionFiles> checked = new ArrayList<>();
        DefinitionCheck check = files -> {
            checked.add(new DefinitionFiles(
                    files.file(),
                    files.sync(),
                    SOURCE,
                    files.mapping(),
                    files.schema(),
                    files.bulkRequest(),
                    files.bulkResponse(),
                    Optional.empty(),
                    Optional.empty()));
            return List.of();
        };
        SyncDefinitionLoader loader = new SyncDefinitionLoader(name -> Optional.empty(), List.of(check));
        assertThatThrownBy(() -> loader.load(new InMemorySource(Map.of("a.yaml", yaml))))
                .isInstanceOf(InvalidDefinitionsException.class);
        return checked.get(0);
    }

    @Test
    void secrets_are_not_shown() throws IOException {
        assertThat(load("complete.yaml").toString()).contains("***").doesNotContain("planted-secret");
    }

    @Test
    void definitions_are_read_from_a_folder_with_the_files_beside_them(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.yaml"), text("shortest.yaml"));
        Files.writeString(folder.resolve("cities.jslt"), ".");
        Files.writeString(folder.getParent().resolve("outside.jslt"), ".");

        SyncDefinition sync =
                loader.load(DefinitionSource.of(Optional.of(folder.toString()))).get(0);

        assertThat(sync.base().read("cities.jslt")).isEqualTo(".");
        assertThatThrownBy(() -> sync.base().read("../outside.jslt")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void definitions_are_read_from_the_class_path() throws IOException {
        ClassPathSource source = new ClassPathSource(getClass().getClassLoader(), "definitions");

        assertThat(source.definitions())
                .containsExactly("complete.yaml", "corpus.yaml", "mistakes.yaml", "shortest.yaml");
        assertThat(source.read("shortest.yaml")).isEqualTo(text("shortest.yaml"));
        assertThatThrownBy(() -> source.read("nothing.jslt")).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> source.read("../definitions/shortest.yaml")).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void definitions_are_read_from_a_jar(@TempDir Path folder) throws IOException {
        Path jar = folder.resolve("app.jar");
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String name : List.of("syncs/", "syncs/a.yaml", "syncs/deeper/b.yaml", "c.yaml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.closeEntry();
            }
        }
        try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            assertThat(new ClassPathSource(classes, "syncs").definitions()).containsExactly("a.yaml");
        }
    }

    @Test
    void a_place_without_definitions_is_a_fault(@TempDir Path folder) {
        assertThatThrownBy(() -> loader.load(new FolderSource(folder))).hasMessageContaining("no sync definition");
        assertThatThrownBy(() -> loader.load(new FolderSource(folder.resolve("no"))))
                .hasMessageContaining("no such folder");
    }

    private SyncDefinition load(String name) throws IOException {
        return load(Map.of(name, text(name))).get(0);
    }

    private List<SyncDefinition> load(Map<String, String> files) {
        return loader.load(new InMemorySource(files));
    }

    private static String text(String name) throws IOException {
        try (var stream = SyncDefinitionLoaderTest.class.getResourceAsStream("/definitions/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonPointer pointer(String text) {
        return JsonPointer.compile(text);
    }
}
