package dev.fides.functions.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between clients and a server of another port. It can be cut: then connections end and new ones are refused,
 * while the server keeps all that it has.
 */
final class Wire implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int server;
    private final int port;
    private final OutputStream copy;
    private ServerSocket listener;

    Wire(int server) throws IOException {
        this(server, OutputStream.nullOutputStream());
    }

    /** @param copy gets all that clients send; must be usable by several threads */
    Wire(int server, OutputStream copy) throws IOException {
        this.server = server;
        this.copy = copy;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Ends all connections and refuses new ones. */
    synchronized void cut() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** Takes connections again, on the same port. */
    synchronized void mend() throws IOException {
        listener = listen(port);
    }

    private ServerSocket listen(int wanted) throws IOException {
        var socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 256);
        threads.execute(() -> accept(socket));
        return socket;
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                Socket client = from.accept();
                join(from, client, new Socket(InetAddress.getLoopbackAddress(), server));
            } catch (IOException e) {
                // Cut, or a client that went away.
            }
        }
    }

    private synchronized void join(ServerSocket from, Socket client, Socket upstream) throws IOException {
        if (from.isClosed()) {
            client.close();
            upstream.close();
            return;
        }
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        open.add(client);
        open.add(upstream);
        threads.execute(() -> pass(client, upstream, copy));
        threads.execute(() -> pass(upstream, client, OutputStream.nullOutputStream()));
    }

    private void pass(Socket from, Socket to, OutputStream kept) {
        try (from;
                to;
                InputStream in = from.getInputStream()) {
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                kept.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException e) {
            // One side went away; closing tells the other one.
            return;
        } finally {
            open.remove(from);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        cut();
        threads.shutdownNow();
    }
}
