package dev.fides.functions.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands between a client and a server of another port, and keeps all that the client sends. */
final class Tap implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final int server;

    Tap(int server) throws IOException {
        this.server = server;
        threads.execute(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** All that clients sent so far, a character for each byte. */
    String sent() {
        return sent.toString(ISO_8859_1);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                threads.execute(() -> copy(client, upstream, sent));
                threads.execute(() -> copy(upstream, client, OutputStream.nullOutputStream()));
            } catch (IOException e) {
                // Closed, or a client that went away.
            }
        }
    }

    private static void copy(Socket from, Socket to, OutputStream kept) {
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
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
