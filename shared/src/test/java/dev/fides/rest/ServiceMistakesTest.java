package dev.fides.rest;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.fides.fakes.TestKeys;
import dev.fides.model.FidesException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people are told of a service that cannot be reached as the definition says, or not in time. */
class ServiceMistakesTest extends RestTest {

    /**
     * A mistake and what must be said of it.
     *
     * @param service makes the service that is called by mistake
     */
    record Mistake(String name, Service service, String says) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A service and its address. */
    interface Service {
        Running start() throws IOException, GeneralSecurityException;
    }

    record Running(String address, AutoCloseable server) {}

    static Stream<Mistake> mistakes() {
        return Stream.of(
                new Mistake(
                        "a name that nobody knows",
                        () -> new Running("http://no-such-host.invalid", () -> {}),
                        "not sent: unknown host no-such-host.invalid"),
                new Mistake(
                        "a port that nobody listens at",
                        () -> new Running("http://localhost:1", () -> {}),
                        "not sent: no connection to localhost:1: Connection refused"),
                new Mistake(
                        "http where TLS is spoken",
                        ServiceMistakesTest::tls,
                        // The JDK's server closes the connection up to version 17, and later says in TLS what is wrong.
                        "; if it speaks TLS there, the address begins with https"),
                new Mistake(
                        "an answer that is no HTTP",
                        () -> plain("SSH-2.0-OpenSSH\r\n"),
                        "answers is no HTTP; if it speaks TLS there"),
                new Mistake(
                        "https where no TLS is spoken",
                        () -> secure(plain("HTTP/1.1 400 Bad Request\r\n\r\n")),
                        "there is no TLS there; the address may begin with http"),
                new Mistake(
                        "a certificate that nobody trusts",
                        () -> secure(tls()),
                        "not signed by anybody who is trusted here; name its authority in tls.authorities"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_service_that_cannot_be_reached_is_named_with_what_to_look_at(Mistake mistake) throws Exception {
        Running running = mistake.service().start();
        try (AutoCloseable server = running.server()) {
            assertThat(server).isNotNull();
            Throwable thrown = catchThrowable(
                    () -> host(new Definitions(running.address())).list(Optional.empty()));

            assertThat(thrown).isInstanceOf(FidesException.class).hasMessageContaining(mistake.says());
        }
    }

    @Test
    void a_body_that_takes_too_long_is_not_taken_for_a_broken_connection() {
        server.stubFor(any(anyUrl())
                .willReturn(json(200, "[" + " ".repeat(100) + "]").withChunkedDribbleDelay(50, 5_000)));

        assertThatThrownBy(
                        () -> host(definition().timeout(Duration.ofSeconds(2))).list(Optional.empty()))
                .hasMessageContaining(
                        "status 200, the answer began, but had not come whole when the time limit was over");
    }

    @Test
    void a_connection_that_breaks_off_is_not_taken_for_a_slow_one() {
        server.stubFor(any(anyUrl()).willReturn(json(200, "[]").withFault(Fault.RANDOM_DATA_THEN_CLOSE)));

        assertThatThrownBy(() -> host(definition()).list(Optional.empty()))
                .message()
                .doesNotContain("time limit");
    }

    private static Running secure(Running plain) {
        return new Running(plain.address().replace("http:", "https:"), plain.server());
    }

    /** Answers every connection with the same text. */
    private static Running plain(String answer) throws IOException {
        ServerSocket socket = new ServerSocket(0, 10, InetAddress.getByName("localhost"));
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    try (Socket connection = socket.accept()) {
                        connection.getInputStream().read();
                        connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                }
            } catch (IOException e) {
                assertThat(socket.isClosed()).isTrue();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Running("http://localhost:" + socket.getLocalPort(), socket);
    }

    private static Running tls() throws IOException, GeneralSecurityException {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context()));
        https.start();
        return new Running("http://localhost:" + https.getAddress().getPort(), () -> https.stop(0));
    }

    private static SSLContext context() throws GeneralSecurityException {
        TestKeys ours = TestKeys.of("localhost");
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(ours.store(), ours.password().toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
