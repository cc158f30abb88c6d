package dev.fides.local.cosmos.http;

import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.sql.ParsedQueries;
import dev.fides.local.cosmos.store.Account;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.Database;
import dev.fides.local.http.PathVariables;
import dev.fides.local.http.Routes;
import dev.fides.local.http.ServerRequest;
import dev.fides.local.http.ServerResponse;
import java.util.function.Supplier;

/** Leads a request to the routes of its resource, once its signature is found right. */
public final class Router {
    /** The SDK builds the path of a resource from its parent's here and its id. */
    private static final String PARENT_PATH = "x-ms-alt-content-path";

    private static final int CACHED_QUERY_CHARACTERS = 1_000_000;
    private static final String DATABASE = "dbs/{database}";
    private static final String CONTAINER = DATABASE + "/colls/{container}";

    private interface Operation {
        ServerResponse answer(CosmosRequest request, PathVariables path);
    }

    private interface ContainerOperation {
        ServerResponse answer(CosmosRequest request, Container container, PathVariables path);
    }

    private final Account account;
    private final MasterKeyAuthorization authorization;
    private final FaultRoutes faultRoutes;
    private final Routes<Operation> routes = new Routes<>();

    private Router(Account account, String key, Faults faults, Supplier<String> address) {
        Queries queries = new Queries(new ParsedQueries(CACHED_QUERY_CHARACTERS));
        this.account = account;
        this.authorization = new MasterKeyAuthorization(key);
        this.faultRoutes = new FaultRoutes(faults);
        AccountRoutes accounts = new AccountRoutes(account, queries, address);
        ContainerRoutes containers = new ContainerRoutes(queries);
        DocumentRoutes documents = new DocumentRoutes(queries, faults);
        // Documents first, which nearly all requests are about.
        below("docs/{id}", (request, container, path) -> documents.document(request, container, path.get("id")));
        below("docs", (request, container, path) -> documents.documents(request, container));
        below("pkranges", (request, container, path) -> DocumentRoutes.partitionRanges(request, container));
        below(
                "operations/partitionkeydelete",
                (request, container, path) -> documents.deletePartition(request, container));
        routes.add("", (request, path) -> accounts.account())
                .add(
                        "offers/{*offer}",
                        (request, path) -> accounts.offers(request.segments().size()))
                .add("dbs", (request, path) -> accounts.databases(request))
                .add(DATABASE, (request, path) -> accounts.database(request, database(path)))
                .add(
                        DATABASE + "/colls",
                        (request, path) -> containers
                                .containers(request, database(path))
                                .with(PARENT_PATH, "dbs/" + database(path).id()))
                .add(CONTAINER, (request, path) -> {
                    Database database = database(path);
                    Container container = database.get(path.get("container"));
                    return inSession(container, containers.container(request, database, container))
                            .with(PARENT_PATH, "dbs/" + database.id());
                });
    }

    /**
     * The handler of everything below {@code /}.
     *
     * @param address of this endpoint as the SDK shall call it, asked at each use
     */
    public static Gateway gateway(Account account, String key, Faults faults, Supplier<String> address) {
        return new Gateway(new Router(account, key, faults, address));
    }

    ServerResponse handle(ServerRequest sent, byte[] body) {
        CosmosRequest request = new CosmosRequest(sent, body);
        if (sent.path().equals("/_local/faults")) {
            return faultRoutes.handle(request);
        }
        authorization.check(request);
        var match = routes.find(sent).orElseThrow(request::notAllowed);
        return match.handler().answer(request, match.path());
    }

    /** A route below a container. */
    private void below(String template, ContainerOperation operation) {
        routes.add(CONTAINER + "/" + template, (request, path) -> {
            Database database = database(path);
            Container container = container(database, path.get("container"));
            return inSession(container, operation.answer(request, container, path))
                    .with(PARENT_PATH, "dbs/" + database.id() + "/colls/" + container.id());
        });
    }

    private Database database(PathVariables path) {
        return account.get(path.get("database"));
    }

    private static ServerResponse inSession(Container container, ServerResponse response) {
        String lsn = String.valueOf(container.documents().lsn());
        return response.with("x-ms-session-token", "0:-1#" + lsn).with("lsn", lsn);
    }

    /** Substatus 1003 tells the SDK that not the document but its container is missing. */
    private static Container container(Database database, String id) {
        try {
            return database.get(id);
        } catch (CosmosException e) {
            throw new CosmosException(404, 1003, 0, e.getMessage());
        }
    }
}
