package dev.fides.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as a process of its own at a real terminal, of which a pseudo-terminal is one. */
class TerminalTest {

    private static final String RUN = "GET syncs/cities/runs/r1";

    private final RecordedApp app = new RecordedApp();

    @AfterEach
    void close() {
        app.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 40})
    void the_bar_of_a_run_stays_in_its_row_while_the_run_goes_on(int columns) throws Exception {
        app.answers("GET syncs/cities/runs", "runs")
                .says("POST syncs/cities/import", 202, "{\"run\": \"r1\"}")
                .says(RUN, 200, run("RUNNING", 12_000, 6_000))
                .says(RUN, 200, run("COMPLETED", 24_323, 24_323));

        Session session = session(columns, "import", "cities", "--wait");
        session.readToEnd();

        assertThat(session.exitCode()).isZero();
        assertThat(session.written()).contains("running\u001b[K\r");
        assertThat(session.screen().wraps()).isZero();
        assertThat(session.screen().rows().get(0)).startsWith("[####").endsWith("completed");
        assertThat(session.screen().rows().get(1)).isEqualTo("import of cities, run r1: completed");
        assertThat(session.screen().rows())
                .filteredOn(row -> row.startsWith("["))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"40, runs cities", "80, follow --help"})
    void tables_and_help_fit_without_wrapping(int columns, String command) throws Exception {
        app.answers("GET syncs/cities/runs?limit=20", "runs-many");

        Session session = session(columns, command.split(" "));
        session.readToEnd();

        assertThat(session.exitCode()).isZero();
        assertThat(session.screen().rows().size()).isGreaterThan(10);
        assertThat(session.screen().wraps()).as("%s", session.screen().rows()).isZero();
    }

    @Test
    void ctrl_c_while_waiting_says_that_the_run_goes_on() throws Exception {
        app.answers("GET syncs/cities/runs", "runs")
                .says("POST syncs/cities/import", 202, "{\"run\": \"r1\"}")
                .says(RUN, 200, run("RUNNING", 12_000, 6_000));

        Session session = session(80, "import", "cities", "--wait");
        session.readUntil("running\u001b[K");
        session.press('\u0003');
        session.readToEnd();

        assertThat(session.exitCode()).isEqualTo(130);
        assertThat(session.screen().rows().get(0)).startsWith("[####");
        assertThat(String.join(" ", session.screen().rows()))
                .contains("The run goes on. See it: ./setup.sh follow r1; stop it: ./setup.sh cancel r1");
    }

    @Test
    void held_deletes_are_approved_at_the_keyboard() throws Exception {
        String held = "syncs/cities/runs/20261129T132924.756Z-cd9d5d";
        app.answers("GET syncs", "syncs-held")
                .answers("GET " + held, "held")
                .says("POST " + held + "/approve", 200, "{\"status\": \"PUBLISHING\"}");

        Session session = session(80, "approve", "20261129T132924.756Z-cd9d5d");
        session.readUntil("[y/N] ");
        session.press('y');
        session.press('\r');
        session.readToEnd();

        assertThat(session.exitCode()).isZero();
        assertThat(app.requests()).endsWith("POST " + held + "/approve {\"etag\":\"kbW-U01o9k34eP9qzCPP2A\"}");
    }

    private Session session(int columns, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dfides.terminal=true",
                "-Dfides.keyboard=true",
                "-Dlogback.configurationFile=commands-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("FIDES_URL", app.address());
        environment.put("TERM", "xterm");
        PtyProcess process = new PtyProcessBuilder(command.toArray(String[]::new))
                .setEnvironment(environment)
                .setInitialColumns(columns)
                .setInitialRows(24)
                .start();
        process.setWinSize(new WinSize(columns, 24));
        return new Session(process, new Screen(columns), new StringBuilder());
    }

    private static String run(String status, int read, int published) {
        return """
                {"run": "r1", "sync": "cities", "type": "IMPORT", "status": "%s", "requestedBy": "api",
                 "counters": {"read": %d, "unchanged": 0, "changed": %d, "published": %d}}""".formatted(status, read, read, published);
    }

    /** One command at its terminal. */
    private record Session(PtyProcess process, Screen screen, StringBuilder text) {

        void readToEnd() throws IOException {
            while (read()) {
                // Until there is no more.
            }
        }

        void readUntil(String awaited) throws IOException {
            while (text.indexOf(awaited) < 0) {
                if (!read()) {
                    throw new AssertionError("it ended before it wrote \"" + awaited + "\": " + text);
                }
            }
        }

        /** The end of a terminal is an error on some systems. */
        private boolean read() throws IOException {
            byte[] bytes = new byte[8_192];
            InputStream output = process.getInputStream();
            int count;
            try {
                count = output.read(bytes);
            } catch (IOException e) {
                if (process.isAlive()) {
                    throw e;
                }
                count = -1;
            }
            if (count < 0) {
                screen.write(text.toString());
                return false;
            }
            text.append(new String(bytes, 0, count, UTF_8));
            return true;
        }

        void press(char key) throws IOException {
            OutputStream input = process.getOutputStream();
            input.write(key);
            input.flush();
        }

        String written() {
            return text.toString();
        }

        int exitCode() throws InterruptedException {
            return process.waitFor();
        }
    }
}
