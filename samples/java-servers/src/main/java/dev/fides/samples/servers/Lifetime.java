package dev.fides.samples.servers;

import java.io.IOException;

/** How a server that tests started tells where it is, and when it ends. */
final class Lifetime {

    private Lifetime() {}

    /** Says the port, and returns when nobody holds the standard input any more: a test that was killed leaves no server behind. */
    static void untilInputEnds(int port) throws IOException {
        System.out.println("listening http://127.0.0.1:" + port);
        int read;
        do {
            read = System.in.read();
        } while (read >= 0);
    }
}
