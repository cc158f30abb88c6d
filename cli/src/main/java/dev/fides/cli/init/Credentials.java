package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How a host is asked to let somebody in; secrets become app settings. */
final class Credentials {

    private static final Pattern CREDENTIAL = Pattern.compile("(?i)auth|key|token|secret|cookie|session|pass");

    private final Draft draft;
    private final String setting;

    Credentials(Draft draft, String sync) {
        this.draft = draft;
        this.setting = setting(sync) + "_HOST_";
    }

    /** The beginning of the names of a sync's app settings. */
    static String setting(String sync) {
        return sync.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What was sent when the page was looked at: what seems to be a credential, and other headers; no value is written down. */
    void sent(Set<String> names) {
        Optional<String> credential =
                names.stream().filter(name -> CREDENTIAL.matcher(name).find()).findFirst();
        credential.ifPresent(name -> header("header", name, "--header"));
        names.stream()
                .filter(name -> credential.filter(name::equals).isEmpty())
                .forEach(name -> draft.header(
                        name,
                        "\"${" + setting + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_") + "}\"",
                        "--header"));
    }

    /** @param scheme a security scheme of OpenAPI 3 or Swagger 2 */
    void guess(JsonNode scheme) {
        String type = scheme.path("type").asText();
        String http = scheme.path("scheme").asText().toLowerCase(Locale.ROOT);
        if (type.equals("basic") || (type.equals("http") && http.equals("basic"))) {
            draft.auth(
                    "{ type: basic, user: \"${" + setting + "USER}\", password: \"${" + setting + "PASSWORD}\" }",
                    "the description says so");
        } else if (type.equals("http") && http.equals("bearer")) {
            draft.auth("{ type: bearer, token: \"${" + setting + "TOKEN}\" }", "the description says so");
        } else if (type.equals("apiKey") && !scheme.path("in").asText().equals("cookie")) {
            boolean query = scheme.path("in").asText().equals("query");
            header(query ? "query" : "header", scheme.path("name").asText(), "the description says so");
        } else if (type.equals("oauth2")) {
            oauth2(scheme);
        } else {
            draft.leave("/host/auth: the description wants \"" + type + "\", for which there is no guess");
        }
    }

    /** @param type header or query */
    void header(String type, String name, String why) {
        draft.auth("{ type: " + type + ", name: " + YamlText.of(name) + ", value: \"${" + setting + "KEY}\" }", why);
    }

    private void oauth2(JsonNode scheme) {
        JsonNode flow = scheme.path("flow").asText().equals("application")
                ? scheme
                : scheme.path("flows").path("clientCredentials");
        if (!flow.path("tokenUrl").isTextual()) {
            draft.leave(
                    "/host/auth: the description has OAuth 2 without client credentials; how does a service get a token?");
            return;
        }
        String scopes = String.join(
                " ",
                flow.path("scopes").properties().stream().map(Map.Entry::getKey).toList());
        draft.auth(
                "{ type: oauth2, tokenUrl: " + YamlText.of(flow.path("tokenUrl").asText()) + ", clientId: \"${"
                        + setting
                        + "CLIENT_ID}\", clientSecret: \"${" + setting + "CLIENT_SECRET}\""
                        + (scopes.isEmpty() ? "" : ", scope: " + YamlText.of(scopes)) + " }",
                "the description says so");
        if (scopes.contains(" ")) {
            draft.leave("/host/auth/scope: all scopes of the description are asked for; keep what reading needs");
        }
    }
}
