package dev.fides.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever else than the answer that was hoped for: what it is, of whom, and what to do. */
class AppRefusalsTest {

    private final RecordedApp app = new RecordedApp();
    private final Shell shell = new Shell().with("FIDES_URL", app.address()).with("FIDES_KEY", "planted-key");

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | application/problem+json | {\"detail\":\"there is no sync named x; defined are [cities]\"} | 1"
                        + " | there is no sync named x; defined are [cities]",
                "404 | text/html | <html><title>Not here</title> | 3 | instead of an answer: status 404, \"Not here\"",
                "404 | text/plain | '' | 3 | is not Fides: status 404 to syncs; FIDES_URL is to name the app, without /api",
                "401 | text/plain | '' | 3 | does not accept the function key of FIDES_KEY (status 401)",
                "403 | text/html | <html> | 3 | does not accept the function key of FIDES_KEY (status 403)",
                "200 | text/html | <html><title>Sign in</title> | 3 | status 200, \"Sign in\". It is of a proxy or a login",
                "200 | application/json | [1] | 3 | is not Fides: status 200 to syncs, [1]",
                "200 | application/json | {\"a\": 1} | 3 | is not Fides: status 200 to syncs, {\"a\": 1}; FIDES_URL is to name",
                "502 | text/html | <html> | 3 | a page came from",
                "503 | text/plain | Function host is not running. | 3 | is starting or stopping (status 503); try again",
                "503 | application/problem+json | {\"detail\":\"Cosmos DB: throttled\"} | 3 | cannot do this now: Cosmos DB",
                "500 | application/problem+json | {\"detail\":\"See the logs at this time.\"} | 1 | met a fault of its own with"
                        + " syncs (status 500): See the logs",
                "429 | text/plain | slow down | 3 | status 429 to syncs, slow down"
            })
    void each_answer_has_its_words_and_its_exit_code(int status, String type, String body, int exit, String said) {
        app.says("GET syncs", status, type, body);

        assertThat(shell.run("status")).isEqualTo(exit);
        assertThat(shell.err()).startsWith("fides: ").contains(said).doesNotContain("planted-key");
        assertThat(shell.err().lines()).hasSize(1);
        assertThat(shell.out()).isEmpty();
    }

    @Test
    void a_redirect_is_not_followed_with_the_key() {
        try (RecordedApp elsewhere = new RecordedApp()) {
            app.leads("GET syncs", elsewhere.address() + "/api/syncs");

            assertThat(shell.run("status")).isEqualTo(3);
            assertThat(shell.err())
                    .contains("leads elsewhere (status 302): " + elsewhere.address())
                    .contains("the key is not sent there");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void an_app_that_waits_for_what_it_needs_says_what_is_missing() {
        app.nothingTo("GET health")
                .says(
                        "GET health",
                        503,
                        "{\"checks\": {\"cosmos\": \"no connection\", \"serviceBus\": \"ok\"}, \"status\": \"unavailable\"}")
                .says("GET syncs", 503, "text/plain", "");

        assertThat(shell.run("status")).isEqualTo(3);
        assertThat(shell.err()).contains("(status 503), cosmos: no connection; try again in some seconds");
    }

    @ParameterizedTest
    @CsvSource({"503,''", "500,'{\"detail\": \"See the logs at this time.\"}'"})
    void an_app_that_will_never_start_is_not_worth_trying_again(int status, String body) {
        app.nothingTo("GET health")
                .says("GET health", 503, "{\"status\": \"misconfigured\"}")
                .says("GET syncs", status, body);

        assertThat(shell.run("status")).isEqualTo(3);
        assertThat(shell.err())
                .contains(
                        "cannot start: its settings or sync definitions are wrong; its log says which. ./setup.sh check")
                .doesNotContain("try again");
    }

    @Test
    void nothing_that_answers_is_told_with_what_to_do() throws IOException {
        String port = String.valueOf(freePort());

        assertThat(new Shell().with("FIDES_HTTP_PORT", port).run("status")).isEqualTo(3);
        Shell here = new Shell().with("FIDES_HTTP_PORT", port);
        here.run("status");
        assertThat(here.err())
                .contains("the app at http://localhost:" + port + " (this machine) cannot be reached: no connection")
                .contains("start it with ./setup.sh start, or name another one in FIDES_URL");
        Shell there = new Shell().with("FIDES_URL", "https://fides.invalid");
        assertThat(there.run("status")).isEqualTo(3);
        assertThat(there.err()).contains("unknown host fides.invalid").contains("is FIDES_URL right");
    }

    @ParameterizedTest
    @CsvSource({
        "FIDES_URL,ftp://x",
        "FIDES_URL,https://user:secret@x",
        "FIDES_URL,http://localhost:99999",
        "FIDES_URL,http://the_app",
        "FIDES_URL,https://a b",
        "FIDES_HTTP_PORT,many"
    })
    void what_is_no_address_is_misuse(String variable, String value) {
        Shell wrong = new Shell().with(variable, value);

        assertThat(wrong.run("status")).isEqualTo(2);
        assertThat(wrong.err()).contains("expected an address such as https://fides.example.com in FIDES_URL");
    }

    @Test
    void a_key_that_cannot_be_sent_is_misuse_and_is_not_shown() {
        shell.with("FIDES_KEY", "planted\nkey");

        assertThat(shell.run("status")).isEqualTo(2);
        assertThat(shell.err())
                .contains("control character")
                .contains("FIDES_KEY")
                .doesNotContain("planted");
        assertThat(app.requests()).isEmpty();
    }

    @Test
    void the_loopback_address_of_version_6_is_an_address() {
        Shell six = new Shell().with("FIDES_URL", "http://[::1]:1");

        assertThat(six.run("status")).isEqualTo(3);
        assertThat(six.err()).contains("the app at http://[::1]:1 (FIDES_URL) cannot be reached");
    }

    @Test
    void the_key_is_sent_to_the_app_that_it_is_for() {
        app.says("GET syncs", 200, "{}");

        shell.run("status", "--json");
        new Shell()
                .with("FIDES_HTTP_PORT", String.valueOf(app.port()))
                .with("FIDES_FUNCTION_KEY", "of-this-machine")
                .run("status", "--json");
        new Shell()
                .with("FIDES_URL", app.address())
                .with("FIDES_FUNCTION_KEY", "of-this-machine")
                .run("status", "--json");

        assertThat(app.keys()).containsExactly("planted-key", "of-this-machine", "null");
    }

    @Test
    void a_start_that_was_not_answered_may_have_happened() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangUp = new Thread(() -> hangUp(silent));
            hangUp.start();
            Shell here = new Shell().with("FIDES_HTTP_PORT", String.valueOf(silent.getLocalPort()));

            assertThat(here.run("import", "cities")).isEqualTo(3);
            assertThat(here.err())
                    .contains("has not answered")
                    .contains("whether it has done it, nobody knows: look with ./setup.sh status");
        }
    }

    private static void hangUp(ServerSocket silent) {
        try (var connection = silent.accept()) {
            connection.getInputStream().read(new byte[1]);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
