package dev.fides.cli.connect;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What to do about a call that failed, by what its message says of it. */
final class Remedies {

    private static final Map<Pattern, String> BY_MESSAGE = new LinkedHashMap<>();

    static {
        remedy("status 401|status 403", "the credentials are refused: look at %s.auth and the settings that it names");
        remedy(
                "status 404|status 410",
                "the address is not known there: look at %s.baseUrl and the path of the request");
        remedy("status 405", "the method is not allowed there: look at the method of the request");
        remedy("status 400|status 422", "the service does not take the request: look at its path, query and body");
        remedy("status 429|rate limit", "the service wants fewer requests: look at %s.resilience.requestsPerSecond");
        remedy("a redirect to", "say in %s.baseUrl where it leads, or see links in the definition's description");
        remedy("expected an array at", "look where the answer has the list of records: %s.list.records");
        remedy(
                "not JSON",
                "what answers is not the service, or it does not speak JSON: look at %s.baseUrl and headers");
        remedy("unknown host", "look at the name in %s.baseUrl");
        remedy("no connection|not sent", "look at scheme, name and port in %s.baseUrl, and whether the service is up");
        remedy("time limit|no answer within", "the service is slow: ask for smaller pages, or raise %s.timeout");
        remedy("links? to another service|leads to another", "look at %s.links");
    }

    private Remedies() {}

    private static void remedy(String message, String what) {
        BY_MESSAGE.put(Pattern.compile(message), what);
    }

    /** @param side host or target */
    static String of(String side, String message) {
        return BY_MESSAGE.entrySet().stream()
                .filter(remedy -> remedy.getKey().matcher(message).find())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("look at what the definition says of %s")
                .formatted(side);
    }
}
