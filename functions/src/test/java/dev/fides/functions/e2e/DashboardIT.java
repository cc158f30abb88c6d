package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operators' page, with function keys enforced: what is served to anybody, and what a browser makes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardIT {

    private static final String KEY = "key-of-an-operator";
    private static final Path SCREENSHOTS = Path.of("target", "dashboard");

    /** A key that would be a script if it ever became markup. */
    private static final String MARKUP = "<img src=x onerror=document.title='broken-in'>";

    private Machine machine;
    private URI base;

    @BeforeAll
    void start() throws Exception {
        machine = Machine.start("dashboard", Everything.RECORDS);
        Everything.prepare(machine);
        base = machine.startFunctions(Map.of("FIDES_FUNCTION_KEY", KEY), List.of())
                .base();
        Api api = new Api(base, Optional.of(KEY));
        machine.noteHost().put(MARKUP, "text");
        machine.noteTarget().control().refuse(MARKUP, 422);
        api.runImport(Definitions.NOTES).requireStatus("COMPLETED_WITH_FAILURES");
        api.runImport(Definitions.CITIES).requireStatus("COMPLETED");
        machine.host().control().delete(Everything.RECORDS / 4);
        api.awaitStatus(api.start(Definitions.CITIES, "clean-up", ""), "AWAITING_APPROVAL");
        api.post("events/cities", """
                [{"type": "city.updated", "data": {"id": "1"}},
                 {"type": "city.updated", "data": {"note": "<script>document.title='broken-in'</script>"}}]
                """);
    }

    @AfterAll
    void close() {
        machine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "dashboard,               text/html",
        "dashboard/dashboard.css, text/css",
        "dashboard/dashboard.js,  text/javascript",
        "dashboard/api.js,        text/javascript",
        "dashboard/dom.js,        text/javascript",
        "dashboard/runs.js,       text/javascript",
        "dashboard/records.js,    text/javascript",
    })
    void anybody_gets_the_files_with_a_strict_policy(String path, String type) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo(type + "; charset=utf-8");
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.body()).doesNotContain("innerHTML", "style=\"", "onclick", "http://", "https://");
    }

    @Test
    void nobody_gets_anything_else() throws Exception {
        assertThat(get("dashboard/logback.xml").statusCode()).isEqualTo(404);
        assertThat(get("dashboard/..%2flogback.xml").statusCode()).isIn(400, 404);
        assertThat(get("syncs").statusCode()).isEqualTo(401);
    }

    @Test
    void an_operator_sees_everything_and_approves_the_held_deletes() throws Exception {
        Optional<Path> program = Browser.find();
        assumeTrue(program.isPresent(), "a Chromium is on the path");
        Files.createDirectories(SCREENSHOTS);
        try (Browser browser = Browser.start(program.get(), Files.createTempDirectory("fides-browser"))) {
            browser.look(1280, 900, false);
            browser.open(base.resolve("/api/dashboard"));
            giveKey(browser);
            seeEverything(browser);
            shots(browser);
            approve(browser);
        }
    }

    private static void giveKey(Browser browser) {
        browser.awaitTrue("a key is asked for", "document.getElementById('key-form')?.hidden === false");
        browser.eval(
                "document.getElementById('key').value = 'wrong'; document.querySelector('#key-form button').click()");
        browser.awaitTrue(
                "a wrong key is refused", "document.getElementById('status').textContent.includes('not accepted')");
        browser.eval("document.getElementById('key').value = '" + KEY
                + "'; document.querySelector('#key-form button').click()");
        browser.awaitTrue("both syncs are shown", "document.querySelectorAll('#syncs section').length === 2");
        assertThat(browser.eval("location.href + document.cookie + localStorage.length")
                        .asText())
                .endsWith("/api/dashboard0");
    }

    private static void seeEverything(Browser browser) {
        browser.awaitTrue("the held run is shown", "document.body.textContent.includes('clean up: awaiting approval')");
        browser.awaitTrue("the rejected message is shown", "document.querySelector('#rejected-list details')");
        click(browser, "failures notes");
        browser.awaitTrue(
                "the parked record is shown as text",
                "document.querySelector('#syncs').textContent.includes(\"onerror=document.title\")");
        assertThat(browser.eval("document.querySelectorAll('main img, main script').length")
                        .asInt())
                .isZero();
        assertThat(browser.eval("document.title").asText()).isEqualTo("Fides");
        browser.eval("document.getElementById('key-cities').closest('details').open = true");
        browser.eval("document.getElementById('key-cities').value = '1';"
                + "document.getElementById('key-cities').form.requestSubmit()");
        browser.awaitTrue("a record is explained", "document.body.textContent.includes('Would do')");
        click(browser, "preview cities");
        browser.awaitTrue("a record is previewed", "document.body.textContent.includes('What differs')");
        String unnamed = "[...document.querySelectorAll('input, select')]"
                + ".filter((each) => each.labels.length === 0).length";
        assertThat(browser.eval(unnamed).asInt()).isZero();
    }

    private static void shots(Browser browser) throws IOException {
        click(browser, "held ");
        browser.awaitTrue("the held deletes are listed", "document.querySelector('.held table')");
        browser.screenshot(SCREENSHOTS.resolve("wide.png"));
        browser.look(390, 800, true);
        assertThat(browser.eval("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(390);
        browser.screenshot(SCREENSHOTS.resolve("phone.png"));
    }

    private void approve(Browser browser) {
        click(browser, "approve ");
        browser.awaitTrue("it asks first", "document.getElementById('confirm').open");
        assertThat(machine.target().control().counter("deleted")).isZero();
        browser.eval("document.getElementById('confirm-yes').click()");
        Poll.untilTrue(
                "the held deletes are done",
                () -> machine.target().control().counter("deleted") == Everything.RECORDS / 4);
    }

    private static void click(Browser browser, String focus) {
        browser.eval("document.querySelector('[data-focus^=\"" + focus + "\"]').click()");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(base.resolve("/api/" + path)).build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
