package dev.fides.local.cosmos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import dev.fides.local.cosmos.faults.Faults;
import dev.fides.local.cosmos.http.Router;
import dev.fides.local.cosmos.store.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An empty Cosmos DB account in this process, reached over plain HTTP on the loopback interface by the SDK in gateway
 * mode with {@code endpointDiscoveryEnabled(false)} and the environment variable
 * {@code COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED=true}. Its content lives as long as the endpoint.
 */
public final class CosmosEndpoint implements AutoCloseable {
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final ExecutorService threads;
    private final CosmosSettings settings;
    private final Account account;
    private final Faults faults;

    private CosmosEndpoint(
            HttpServer server, ExecutorService threads, CosmosSettings settings, Account account, Faults faults) {
        this.account = account;
        this.server = server;
        this.threads = threads;
        this.settings = settings;
        this.faults = faults;
    }

    /**
     * Starts to answer.
     *
     * @throws IllegalStateException when the port is taken
     */
    public static CosmosEndpoint start(CosmosSettings settings) {
        tuneServer();
        HttpServer server = bind(settings.port());
        ExecutorService threads = threads(settings.threads());
        Account account = new Account(settings.clock());
        Faults faults = new Faults(new Random());
        CosmosEndpoint endpoint = new CosmosEndpoint(server, threads, settings, account, faults);
        server.setExecutor(threads);
        server.createContext("/", Router.gateway(account, settings.key(), faults, endpoint::address));
        server.start();
        return endpoint;
    }

    private static HttpServer bind(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (BindException e) {
            throw new IllegalStateException(
                    "Port " + port + " is taken, so the Cosmos DB endpoint can't start;"
                            + " set FIDES_COSMOS_PORT to another one.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The Cosmos DB endpoint can't start on port " + port + ".", e);
        }
    }

    /**
     * The JDK's server reads these once, when the first one of the process starts. Without them small answers wait 40 ms
     * for the client's acknowledgement, idle connections are closed while the SDK still counts on them, and a request
     * that never ends holds a thread for ever.
     */
    private static void tuneServer() {
        setIfAbsent("sun.net.httpserver.nodelay", "true");
        setIfAbsent("sun.net.httpserver.maxIdleConnections", "2000");
        setIfAbsent("sun.net.httpserver.idleInterval", "300");
        setIfAbsent("sun.net.httpserver.maxReqTime", "60");
    }

    private static void setIfAbsent(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ExecutorService threads(int count) {
        AtomicInteger numbers = new AtomicInteger();
        return Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "cosmos-" + numbers.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The port it listens on, also where the settings left the choice open. */
    public int port() {
        return server.getAddress().getPort();
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
        server.stop(0);
        threads.shutdownNow();
    }
}
