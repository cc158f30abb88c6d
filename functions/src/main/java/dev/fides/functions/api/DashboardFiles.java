package dev.fides.functions.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fides.functions.http.Answer;
import dev.fides.functions.http.HttpCall;
import dev.fides.functions.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The files of the operators' page. Anybody may have them, because they hold no data: what the page shows it asks
 * the API for, with the function key of whoever looks at it.
 */
public final class DashboardFiles {

    static final String PAGE = "index.html";

    /**
     * Nothing but these files and calls of this app; texts cannot become markup, and no other page can frame this
     * one.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-cache");

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private static final Map<String, String> TYPES = Map.of(
            PAGE,
            "text/html; charset=utf-8",
            "dashboard.css",
            "text/css; charset=utf-8",
            "dashboard.js",
            SCRIPT,
            "api.js",
            SCRIPT,
            "dom.js",
            SCRIPT,
            "records.js",
            SCRIPT,
            "runs.js",
            SCRIPT);

    private DashboardFiles() {}

    /** The page itself; its files are found from its address, which must not end with a slash. */
    public static Answer page(HttpCall call) {
        return call.path().endsWith("/")
                ? new Answer(308, Map.of("Location", call.address("dashboard")), "text/plain", Optional.empty())
                : file(PAGE);
    }

    /** One of the page's files. */
    public static Answer file(String name) {
        String type = TYPES.get(name);
        if (type == null) {
            throw ProblemException.notFound("the dashboard has no such file");
        }
        return Answer.text(type, read(name), HEADERS);
    }

    private static String read(String name) {
        try (InputStream content =
                Objects.requireNonNull(DashboardFiles.class.getResourceAsStream("/dashboard/" + name), name)) {
            return new String(content.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
