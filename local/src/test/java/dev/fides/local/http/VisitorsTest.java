package dev.fides.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorsTest {

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.open("visited", 0, 2);
        server.serve(request -> Optional.of(ServerResponse.json(200, "{}")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:PORT, , 200",
        "127.0.0.1:PORT, , 200",
        "[::1]:PORT, , 200",
        "LocalHost, , 200",
        "localhost:PORT, http://localhost:PORT, 200",
        "attacker.example:PORT, , 421",
        "attacker.example, http://attacker.example, 421",
        "localhost.attacker.example:PORT, , 421",
        "localhost@attacker.example, , 421",
        "localhost:PORT, https://attacker.example, 403",
        "localhost:PORT, http://localhost:1, 403",
        "localhost:PORT, http://127.0.0.1:PORT, 403",
        "localhost:PORT, null, 403",
    })
    void pages_of_other_origins_and_names_that_lead_here_are_refused(String host, String origin, int status)
            throws IOException {
        String port = Integer.toString(server.port());

        String answer = send("POST / HTTP/1.1\r\nHost: " + host.replace("PORT", port)
                + (origin == null ? "" : "\r\nOrigin: " + origin.replace("PORT", port))
                + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void the_answer_says_who_was_refused() throws IOException {
        assertThat(
                        send(
                                "GET / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://attacker.example\r\nConnection: close\r\n\r\n"))
                .contains("Pages of other origins may not call this server; this one is of https://attacker.example.");
    }

    private String send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
