package dev.fides.local.cosmos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.http.Router;
import dev.fides.local.cosmos.store.Account;
import dev.fides.local.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * An empty Cosmos DB account in this process, reached over plain HTTP on the loopback interface by the SDK in gateway
 * mode with {@code endpointDiscoveryEnabled(false)} and the environment variable
 * {@code COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED=true}. Its content lives as long as the endpoint.
 */
public final class CosmosEndpoint implements AutoCloseable {
    private final LoopbackServer server;
    private final CosmosSettings settings;
    private final Account account;
    private final Faults faults;

    private CosmosEndpoint(CosmosSettings settings) throws IOException {
        this.settings = settings;
        this.account = new Account(settings.clock());
        this.faults = new Faults(new Random());
        this.server = LoopbackServer.open("cosmos", settings.port(), settings.threads());
        server.serve(Router.gateway(account, settings.key(), faults, this::address));
    }

    /**
     * Starts to answer.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static CosmosEndpoint start(CosmosSettings settings) {
        int port = settings.port();
        try {
            return new CosmosEndpoint(settings);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port + " is taken, so the Cosmos DB endpoint can't start;"
                            + " set FIDES_COSMOS_PORT to another one.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The Cosmos DB endpoint can't start on port " + port + ".", e);
        }
    }

    /** The port it listens on, also where the settings left the choice open. */
    public int port() {
        return server.port();
    }

    /** The account endpoint for the SDK. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Address and key in the form of the portal. */
    public String connectionString() {
        return "AccountEndpoint=" + address() + ";AccountKey=" + settings.key() + ";";
    }

    /** Errors on demand. */
    public Faults faults() {
        return faults;
    }

    /** All documents of all containers as JSON texts: a test may look for what must not be stored. */
    public List<String> documents() {
        return account.databases().stream()
                .flatMap(database -> database.containers().stream())
                .flatMap(container -> container.documents().after(Optional.empty(), Integer.MAX_VALUE).stream()
                        .map(document -> new String(container.render(document), UTF_8)))
                .toList();
    }

    /** Stops at once and forgets everything. */
    @Override
    public void close() {
        server.close();
    }
}
