package dev.fides.rest.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes what people read about requests and answers: short, printable, and without secrets. */
public final class Messages {

    private static final int LENGTH = 200;
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");
    private static final String SECRET_NAME = "[^=&]*(?:key|token|secret|passw|pwd|sig|auth|code|credential|sas)[^=&]*";
    private static final Pattern SECRET_PARAMETER = Pattern.compile("(?i)(?<=[?&])(" + SECRET_NAME + ")=[^&]*");
    private static final Pattern OF_A_SECRET = Pattern.compile("(?i)" + SECRET_NAME);

    /** Shorter texts are no secrets, and would be found where they are none. */
    public static final int SHORTEST_SECRET = 4;

    private Messages() {}

    /** The beginning of a text, on one line. */
    public static String excerpt(String text) {
        String line = UNPRINTABLE
                .matcher(text.length() > 4 * LENGTH ? text.substring(0, 4 * LENGTH) : text)
                .replaceAll(" ")
                .strip();
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "...";
    }

    /** The beginning of an answer. */
    public static String excerpt(byte[] body, List<String> secrets) {
        String text = new String(Arrays.copyOf(body, Math.min(body.length, 16 * LENGTH)), StandardCharsets.UTF_8);
        return excerpt(redact(text, secrets));
    }

    /** The text without the given secrets, also as they stand in addresses, forms and JSON. */
    public static String redact(String text, List<String> secrets) {
        String redacted = text;
        for (String secret : secrets) {
            if (secret.length() >= SHORTEST_SECRET) {
                for (String written : List.of(
                        secret,
                        Percent.encode(secret),
                        URLEncoder.encode(secret, StandardCharsets.UTF_8),
                        inJson(secret))) {
                    redacted = redacted.replace(written, "***");
                }
            }
        }
        return redacted;
    }

    private static String inJson(String text) {
        String quoted = Json.text(JsonNodeFactory.instance.textNode(text));
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Where a redirect leads: like an address, with the service where it names one, and on one line. */
    public static String location(String location) {
        return excerpt(SECRET_PARAMETER
                .matcher(location.replaceFirst("//[^/?#]*@", "//***@"))
                .replaceAll("$1=***"));
    }

    /** Whether the name of a parameter suggests that its value is a secret. */
    static boolean namesSecret(String parameter) {
        return OF_A_SECRET.matcher(parameter).matches();
    }

    /** Path and query, without the values of parameters whose names suggest secrets. */
    public static String address(URI uri) {
        String text = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return SECRET_PARAMETER.matcher(text).replaceAll("$1=***");
    }
}
