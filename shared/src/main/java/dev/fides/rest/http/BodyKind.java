package dev.fides.rest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.fides.rest.http.Exchange.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the body of an answer is. The bytes decide, not the label: services send JSON as {@code text/html}, and gateways
 * put their pages into what calls itself JSON.
 */
public enum BodyKind {
    /** Nothing, or only white space. */
    EMPTY,
    /** One JSON value, or several in lines. */
    JSON,
    /** A page for people: of a login, a gateway, a maintenance. A data service never answers a write with one. */
    PAGE,
    /** Something else, such as plain text or XML. */
    OTHER;

    private static final JsonFactory JSON_FACTORY = new JsonFactory();

    /** As much as is needed to see what a body begins with, behind comments and declarations. */
    private static final int BEGINNING = 1_000;

    private static final Pattern PAGE_BEGINNING = Pattern.compile(
            "^\\uFEFF?\\s*(?:<\\?xml[^>]*>\\s*|<!--.*?-->\\s*)*<(?:!doctype\\s+html|html|head|body)\\b.*");

    /** The kind of a body that is all there. */
    public static BodyKind of(Answer answer) {
        byte[] body = answer.body();
        String beginning = new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8);
        if (body.length <= BEGINNING && beginning.isBlank()) {
            return EMPTY;
        }
        if (isJson(body)) {
            return JSON;
        }
        return isLabelledAsPage(answer) || beginsAsPage(beginning) ? PAGE : OTHER;
    }

    /** Whether it begins like an object or an array, readable or not. */
    public static boolean beginsAsJson(Answer answer) {
        byte[] body = answer.body();
        String beginning = new String(body, 0, Math.min(body.length, BEGINNING), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        return beginning.startsWith("{") || beginning.startsWith("[");
    }

    private static boolean isLabelledAsPage(Answer answer) {
        String type =
                answer.headers().firstValue("Content-Type").orElse("").strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/html") || type.startsWith("application/xhtml+xml");
    }

    private static boolean beginsAsPage(String beginning) {
        String line = beginning.replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return PAGE_BEGINNING.matcher(line).matches();
    }

    /** Reads over it without making a tree: what an odd but legal value says need not be understood here. */
    private static boolean isJson(byte[] body) {
        try (JsonParser parser = JSON_FACTORY.createParser(body)) {
            boolean something = false;
            while (parser.nextToken() != null) {
                something = true;
            }
            return something;
        } catch (IOException e) {
            return false;
        }
    }
}
