package dev.fides.local.functionhost.queue;

import dev.fides.local.functionhost.app.FunctionHostException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a connection string leads; says whether something listens there. */
record NamespaceAddress(String host, int port) {
    private static final Pattern ENDPOINT = Pattern.compile("(?i)(?:^|;)\\s*Endpoint=sb://([^:/;]+)(?::(\\d+))?");
    private static final Pattern EMULATOR = Pattern.compile("(?i)UseDevelopmentEmulator\\s*=\\s*true");
    private static final int CONNECT_MILLIS = 2_000;
    private static final int PLAIN = 5672;
    private static final int TLS = 5671;

    /**
     * Reads the endpoint of a connection string.
     *
     * @param setting the setting's name; the connection string itself is a secret and appears in no message
     */
    static NamespaceAddress of(String connectionString, String setting) {
        Matcher endpoint = ENDPOINT.matcher(connectionString);
        if (!endpoint.find()) {
            throw new FunctionHostException(
                    "connection setting %s is not a connection string with Endpoint=sb://...".formatted(setting));
        }
        int defaultPort = EMULATOR.matcher(connectionString).find() ? PLAIN : TLS;
        return new NamespaceAddress(
                endpoint.group(1), endpoint.group(2) == null ? defaultPort : Integer.parseInt(endpoint.group(2)));
    }

    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
