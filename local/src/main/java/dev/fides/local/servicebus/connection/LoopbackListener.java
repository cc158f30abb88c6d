package dev.fides.local.servicebus.connection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Listens on the loopback addresses of both IP versions, because {@code localhost} may mean either of them. */
public final class LoopbackListener {
    private static final int ATTEMPTS = 10;
    private static final byte[] VERSION_4 = {127, 0, 0, 1};
    private static final byte[] VERSION_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private LoopbackListener() {}

    /**
     * Binds to a port, or to one that is free on all addresses when it is 0.
     *
     * @throws PortTakenException when it is in use
     */
    public static List<ServerSocketChannel> bind(int port) {
        for (int attempt = 1; ; attempt++) {
            try {
                return bindAll(port);
            } catch (BindException e) {
                // With port 0 the second address may find the chosen port in use: another one is chosen then.
                if (port != 0 || attempt == ATTEMPTS) {
                    throw new PortTakenException(port, e);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on port " + port, e);
            }
        }
    }

    private static List<ServerSocketChannel> bindAll(int port) throws IOException {
        List<ServerSocketChannel> channels = new ArrayList<>();
        int chosen = port;
        try {
            for (InetAddress address : addresses()) {
                ServerSocketChannel channel = ServerSocketChannel.open();
                channels.add(channel);
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(address, chosen));
                chosen = channel.socket().getLocalPort();
            }
            return channels;
        } catch (IOException e) {
            for (ServerSocketChannel channel : channels) {
                channel.close();
            }
            throw e;
        }
    }

    private static List<InetAddress> addresses() throws IOException {
        List<InetAddress> addresses = new ArrayList<>();
        addresses.add(InetAddress.getByAddress(VERSION_4));
        InetAddress version6 = InetAddress.getByAddress(VERSION_6);
        if (NetworkInterface.getByInetAddress(version6) != null) {
            addresses.add(version6);
        }
        return addresses;
    }
}
