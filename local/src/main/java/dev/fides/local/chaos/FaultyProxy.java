package dev.fides.local.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before a service and disturbs requests as its {@link FaultPlan} says. It works on sockets, since no HTTP server
 * lets a connection be reset after a request was carried out. Loopback only.
 */
final class FaultyProxy implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FaultyProxy.class);

    private final ServerSocket listener;
    private final URI service;
    private final FaultPlan plan;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "faulty-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private FaultyProxy(ServerSocket listener, URI service, FaultPlan plan) {
        this.listener = listener;
        this.service = service;
        this.plan = plan;
    }

    /** Starts on a free port, before the service at this address. */
    static FaultyProxy start(URI service, FaultPlan plan) throws IOException {
        var proxy = new FaultyProxy(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), service, plan);
        proxy.threads.execute(proxy::accept);
        return proxy;
    }

    URI uri() {
        return URI.create("http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                LOG.debug("no connection: {}", e.getMessage());
            }
        }
    }

    private void serve(Socket socket) {
        open.add(socket);
        try (socket) {
            socket.setTcpNoDelay(true);
            new ProxyConnection(socket, service, client, plan).serve();
        } catch (IOException e) {
            LOG.debug("a connection has ended: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            LOG.debug("a socket did not close well: {}", e.getMessage());
        }
    }
}
