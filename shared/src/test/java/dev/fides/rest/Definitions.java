package dev.fides.rest;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.CleanUpRules;
import dev.fides.config.FailureRules;
import dev.fides.config.HostDefinition;
import dev.fides.config.MappingReference;
import dev.fides.config.StopRules;
import dev.fides.config.SyncDefinition;
import dev.fides.config.SyncSchedule;
import dev.fides.config.TargetDefinition;
import dev.fides.config.TargetIds;
import dev.fides.config.access.Auth;
import dev.fides.config.access.Tls;
import dev.fides.config.service.AbsentAnswer;
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
import dev.fides.config.source.DefinitionSource;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Template;
import dev.fides.config.source.TemplateFiles;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Builds the definition of a sync whose host and target are one server of a test. */
final class Definitions {

    private final URI baseUrl;
    private Auth auth = new Auth.None();
    private Map<String, Secret> headers = Map.of();
    private Duration timeout = Duration.ofSeconds(5);
    private int attempts = 1;
    private int window = 100;
    private Map<String, Template> query = Map.of("$orderby", Template.of("id"));
    private Connection.Links links = new Connection.Links.Refused();
    private Tls tls = Tls.USUAL;
    private String hostKey = "/id";
    private String listedRecords = "/value";
    private String listedTotal = "/count";
    private Paging paging = new Paging.None();
    private Listing.End end = Listing.End.PLAIN;
    private Optional<GetMany> getMany = Optional.empty();
    private String getRecord = "";
    private Optional<AbsentAnswer> absent = Optional.empty();
    private Optional<FindOperation> find = Optional.empty();
    private TargetIds ids = new TargetIds.InDocument(pointer("/id"));
    private Writes writes = new Writes.Upsert(new WriteOperation(WriteMethod.PUT, Template.of("/docs/{id}")));
    private WriteOperation delete = new WriteOperation(WriteMethod.DELETE, Template.of("/docs/{id}"));
    private Optional<BulkOperation> bulk = Optional.empty();
    private int bulkMin = 1;
    private Set<Integer> success = Set.of(200, 201, 204);
    private Set<Integer> permanent = IntStream.range(400, 500)
            .filter(status -> !Set.of(401, 407, 408, 421, 425, 429).contains(status))
            .boxed()
            .collect(Collectors.toSet());
    private String requestTemplate = ".";
    private String responseTemplate = ".body.items";

    Definitions(String baseUrl) {
        this.baseUrl = URI.create(baseUrl);
    }

    static JsonPointer pointer(String text) {
        return JsonPointer.compile(text);
    }

    Definitions auth(Auth given) {
        auth = given;
        return this;
    }

    Definitions tls(Tls given) {
        tls = given;
        return this;
    }

    Definitions header(String name, String value) {
        headers = Map.of(name, Secret.of(value));
        return this;
    }

    Definitions timeout(Duration given) {
        timeout = given;
        return this;
    }

    Definitions attempts(int given) {
        attempts = given;
        return this;
    }

    Definitions window(int given) {
        window = given;
        return this;
    }

    /** A listing with this parameter, whose value is an app setting. */
    Definitions secretParameter(String name, String value) {
        query = Map.of(name, Template.parse("${SETTING}", setting -> Optional.of(value)));
        return this;
    }

    /** Where a page has its records and its total. */
    Definitions listed(String records, String total) {
        listedRecords = records;
        listedTotal = total;
        return this;
    }

    Definitions paging(Paging given) {
        paging = given;
        return this;
    }

    Definitions getMany(int max) {
        getMany = Optional.of(
                new GetMany(Template.of("/cities"), Map.of("ids", Template.of("{keys}")), ",", max, pointer("/value")));
        return this;
    }

    Definitions createAndUpdate() {
        writes = new Writes.CreateAndUpdate(
                new CreateOperation(
                        WriteMethod.POST, Template.of("/docs"), Optional.of(pointer("/objectId")), Optional.empty()),
                new WriteOperation(WriteMethod.PATCH, Template.of("/docs/{id}")));
        return this;
    }

    Definitions assignsIds(Optional<String> idempotencyHeader) {
        writes = new Writes.CreateAndUpdate(
                new CreateOperation(
                        WriteMethod.POST, Template.of("/docs"), Optional.of(pointer("/objectId")), idempotencyHeader),
                new WriteOperation(WriteMethod.PATCH, Template.of("/docs/{id}")));
        ids = new TargetIds.AssignedByTarget();
        find = Optional.of(new FindOperation(
                Template.of("/docs"),
                Map.of("externalId", Template.of("{key}")),
                pointer("/results"),
                pointer("/objectId"),
                1));
        return this;
    }

    Definitions bulk(BulkFormat format, int max, int maxBytes) {
        bulk = Optional.of(new BulkOperation(
                Template.of("/_bulk"), format, "request.jslt", "response.jslt", bulkMin, max, maxBytes));
        return this;
    }

    /** Requests for fewer writes go another way. To be called before {@link #bulk}. */
    Definitions bulkMin(int given) {
        bulkMin = given;
        return this;
    }

    Definitions permanent(Integer... given) {
        permanent = Set.of(given);
        return this;
    }

    /** An upsert and a delete that are made, and whose answers are understood, by the two templates. */
    Definitions upsertByTemplates(Optional<String> request, Optional<String> response) {
        TemplateFiles files =
                new TemplateFiles(request.map(text -> "request.jslt"), response.map(text -> "response.jslt"));
        writes = new Writes.Upsert(new WriteOperation(WriteMethod.PUT, Template.of("/docs/{id}"), files));
        delete = new WriteOperation(WriteMethod.DELETE, Template.of("/docs/{id}"), files);
        return templates(request.orElse("."), response.orElse("."));
    }

    /** Creates and updates whose answers are understood by the template. */
    Definitions createAndUpdate(String response) {
        TemplateFiles files = new TemplateFiles(Optional.empty(), Optional.of("response.jslt"));
        writes = new Writes.CreateAndUpdate(
                new CreateOperation(WriteMethod.POST, Template.of("/docs"), Optional.empty(), Optional.empty(), files),
                new WriteOperation(WriteMethod.PUT, Template.of("/docs/{id}"), files));
        return templates(".", response);
    }

    Definitions templates(String request, String response) {
        requestTemplate = request;
        responseTemplate = response;
        return this;
    }

    /** How a 200 says that there is no such record. */
    Definitions absent(String record, AbsentAnswer form) {
        getRecord = record;
        absent = Optional.of(form);
        return this;
    }

    /** Where a record of the host has its key. */
    Definitions hostKey(String pointer) {
        hostKey = pointer;
        return this;
    }

    /** What becomes of links and redirects to another origin. */
    Definitions links(Connection.Links how) {
        links = how;
        return this;
    }

    /** How the listing shows that it is over. */
    Definitions end(Listing.End how) {
        end = how;
        return this;
    }

    SyncDefinition build() {
        Connection connection = new Connection(baseUrl, auth, headers, links, tls);
        Resilience resilience = new Resilience(
                attempts, new Circuit(50, window, Duration.ofSeconds(30), Duration.ofSeconds(8)), 100_000, 4);
        Listing listing = new Listing(
                Template.of("/cities"), query, pointer(listedRecords), Optional.of(pointer(listedTotal)), paging, end);
        HostDefinition host = new HostDefinition(
                new HostKind.Rest(
                        connection,
                        new HostListing(listing, Duration.ZERO, true),
                        new GetOne(
                                Template.of("/cities/{key}"), Map.of(), pointer(getRecord), Set.of(404, 410), absent),
                        getMany),
                pointer(hostKey),
                List.of(),
                List.of(),
                timeout,
                resilience,
                Optional.empty());
        TargetDefinition target = new TargetDefinition(
                new TargetKind.Rest(
                        connection,
                        writes,
                        delete,
                        find,
                        bulk,
                        Optional.of(new TargetListing(listing, pointer("/externalId"), pointer("/id"))),
                        success,
                        permanent),
                ids,
                timeout,
                resilience);
        return new SyncDefinition(
                "cities",
                "cities.yaml",
                new Files(requestTemplate, responseTemplate),
                4,
                new SyncSchedule(Optional.empty(), Optional.empty()),
                host,
                new MappingReference.JsltFile("cities.jslt"),
                Optional.empty(),
                target,
                new FailureRules(10, Duration.ofMinutes(1), Duration.ofHours(6)),
                new StopRules(20, 100),
                new CleanUpRules(500, 10, false, 500, 10));
    }

    /** The folder of the definition: the two bulk templates. */
    private record Files(String request, String response) implements DefinitionSource {
        @Override
        public List<String> definitions() {
            return List.of("cities.yaml");
        }

        @Override
        public String read(String file) throws NoSuchFileException {
            return switch (file) {
                case "request.jslt" -> request;
                case "response.jslt" -> response;
                default -> throw new NoSuchFileException(file);
            };
        }

        @Override
        public String location() {
            return "memory";
        }
    }
}
