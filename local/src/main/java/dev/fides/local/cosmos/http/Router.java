package dev.fides.local.cosmos.http;

import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.sql.ParsedQueries;
import dev.fides.local.cosmos.store.Account;
import dev.fides.local.cosmos.store.Container;
import dev.fides.local.cosmos.store.CosmosException;
import dev.fides.local.cosmos.store.Database;
import java.util.List;
import java.util.function.Supplier;

/** Leads a request to the routes of its resource, once its signature is found right. */
public final class Router {
    /** The SDK builds the path of a resource from its parent's here and its id. */
    private static final String PARENT_PATH = "x-ms-alt-content-path";

    private static final int CACHED_QUERY_CHARACTERS = 1_000_000;

    private final Account account;
    private final MasterKeyAuthorization authorization;
    private final AccountRoutes accountRoutes;
    private final ContainerRoutes containerRoutes;
    private final DocumentRoutes documentRoutes;
    private final FaultRoutes faultRoutes;

    private Router(Account account, String key, Faults faults, Supplier<String> address) {
        Queries queries = new Queries(new ParsedQueries(CACHED_QUERY_CHARACTERS));
        this.account = account;
        this.authorization = new MasterKeyAuthorization(key);
        this.accountRoutes = new AccountRoutes(account, queries, address);
        this.containerRoutes = new ContainerRoutes(queries);
        this.documentRoutes = new DocumentRoutes(queries, faults);
        this.faultRoutes = new FaultRoutes(faults);
    }

    /**
     * The handler of everything below {@code /}.
     *
     * @param address of this endpoint as the SDK shall call it, asked at each use
     */
    public static Gateway gateway(Account account, String key, Faults faults, Supplier<String> address) {
        return new Gateway(new Router(account, key, faults, address));
    }

    Response handle(Request request) {
        List<String> segments = request.segments();
        if (segments.equals(List.of("_local", "faults"))) {
            return faultRoutes.handle(request);
        }
        authorization.check(request);
        if (segments.isEmpty()) {
            return accountRoutes.account();
        }
        return switch (segments.get(0)) {
            case "offers" -> accountRoutes.offers(segments.size());
            case "dbs" -> databases(request);
            default -> throw request.notAllowed();
        };
    }

    private Response databases(Request request) {
        List<String> segments = request.segments();
        int size = segments.size();
        if (size == 1) {
            return accountRoutes.databases(request);
        }
        Database database = account.get(segments.get(1));
        if (size == 2) {
            return accountRoutes.database(request, database);
        }
        if (!segments.get(2).equals("colls")) {
            throw request.notAllowed();
        }
        String databasePath = "dbs/" + database.id();
        if (size == 3) {
            return containerRoutes.containers(request, database).header(PARENT_PATH, databasePath);
        }
        Container container = container(database, segments.get(3), size);
        Response response = size == 4
                ? containerRoutes.container(request, database, container).header(PARENT_PATH, databasePath)
                : documentRoutes
                        .handle(request, container)
                        .header(PARENT_PATH, databasePath + "/colls/" + container.id());
        String lsn = String.valueOf(container.documents().lsn());
        return response.header("x-ms-session-token", "0:-1#" + lsn).header("lsn", lsn);
    }

    /** Substatus 1003 tells the SDK that not the document but its container is missing. */
    private static Container container(Database database, String id, int size) {
        try {
            return database.get(id);
        } catch (CosmosException e) {
            throw size == 4 ? e : new CosmosException(404, 1003, 0, e.getMessage());
        }
    }
}
