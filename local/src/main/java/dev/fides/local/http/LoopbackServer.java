package dev.fides.local.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP/1.1 server on the loopback interface, with a thread for each request up to a limit; others wait. */
public final class LoopbackServer implements AutoCloseable {

    /** Answers a request; nothing means: close the connection without an answer. */
    @FunctionalInterface
    public interface Handler {
        Optional<ServerResponse> handle(ServerRequest request) throws IOException, InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    /** Connections that wait to be accepted: a client that opens many at once must not see one refused. */
    private static final int BACKLOG = 256;

    private static final Duration IDLE_THREAD = Duration.ofSeconds(30);

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Object quiet = new Object();
    private int inFlight;

    private LoopbackServer(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Takes a port; whoever connects waits until {@link #serve} is called.
     *
     * @param name what the server is; its threads bear it
     * @param port 0 for any free one
     * @param threads that answer requests, at most
     * @throws java.net.BindException when the port is taken
     */
    public static LoopbackServer open(String name, int port, int threads) throws IOException {
        tune();
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new LoopbackServer(HttpServer.create(address, BACKLOG), pool(name, threads));
    }

    /** Starts to answer. */
    public void serve(Handler handler) {
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, handler));
        server.start();
    }

    /**
     * The JDK's server reads these once, when the first one of the process starts. Without them small answers wait 40 ms
     * for the client's acknowledgement, idle connections are closed while a client still counts on them, and a request
     * whose body never ends holds a thread for ever.
     */
    private static void tune() {
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

    private static ThreadPoolExecutor pool(String name, int threads) {
        var number = new AtomicInteger();
        var pool = new ThreadPoolExecutor(
                threads, threads, IDLE_THREAD.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    var thread = new Thread(work, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private void answer(HttpExchange exchange, Handler handler) {
        count(1);
        try (exchange) {
            ServerRequest request = ServerRequest.of(exchange);
            Optional<ServerResponse> refused = Visitors.refuse(request);
            Optional<ServerResponse> response = refused.isPresent() ? refused : answer(request, handler);
            if (response.isPresent()) {
                request.skipRest();
                response.get().send(exchange);
            }
        } catch (IOException e) {
            LOG.debug("the caller of {} is gone", exchange.getRequestURI(), e);
        } finally {
            count(-1);
        }
    }

    private static Optional<ServerResponse> answer(ServerRequest request, Handler handler) throws IOException {
        try {
            return handler.handle(request);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (RuntimeException e) {
            LOG.error("{} failed", request, e);
            return Optional.of(ServerResponse.empty(500));
        }
    }

    private void count(int change) {
        synchronized (quiet) {
            inFlight += change;
            quiet.notifyAll();
        }
    }

    /** The port it listens on, also where the choice was left open. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Waits until every request that has arrived is answered, or the limit is over. */
    public void awaitAnswers(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (quiet) {
            try {
                for (long left = limit.toMillis(); inFlight > 0 && left > 0; ) {
                    quiet.wait(left);
                    left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Stops at once, whatever is going on. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
