package dev.fides.samples;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One request as a service documents it, and its answer.
 *
 * @param path decoded
 * @param query all parameters, decoded; in a value {@code {any}} stands for any text
 * @param headers those that the service asks for, likewise
 * @param json the body, where it is JSON
 * @param lines the body, where it is NDJSON
 * @param form the body, where it is a form, likewise
 * @param answerHeaders besides the Content-Type of JSON
 */
record Exchange(
        @JsonProperty(required = true) String method,
        @JsonProperty(required = true) String path,
        Map<String, String> query,
        Map<String, String> headers,
        JsonNode json,
        List<JsonNode> lines,
        Map<String, String> form,
        Integer status,
        JsonNode answer,
        Map<String, String> answerHeaders) {
    private static final String ANY = "{any}";

    Exchange {
        query = Objects.requireNonNullElse(query, Map.of());
        headers = Objects.requireNonNullElse(headers, Map.of());
        json = Objects.requireNonNullElse(json, MissingNode.getInstance());
        lines = Objects.requireNonNullElse(lines, List.of());
        form = Objects.requireNonNullElse(form, Map.of());
        status = Objects.requireNonNullElse(status, 200);
        answer = Objects.requireNonNullElse(answer, JsonNodeFactory.instance.missingNode());
        answerHeaders = Objects.requireNonNullElse(answerHeaders, Map.of());
    }

    /** Whether a request is this one. */
    boolean matches(Asked asked) {
        return asked.method().equals(method)
                && asked.path().equals(path)
                && areLike(asked.query(), query)
                && headers.entrySet().stream()
                        .allMatch(header -> isLike(asked.headers().getFirst(header.getKey()), header.getValue()))
                && (json.isMissingNode() || asked.json().equals(json))
                && (lines.isEmpty() || asked.lines().equals(lines))
                && (form.isEmpty() || areLike(asked.form(), form));
    }

    private static boolean areLike(Map<String, String> given, Map<String, String> wanted) {
        return given.keySet().equals(wanted.keySet())
                && wanted.entrySet().stream().allMatch(one -> isLike(given.get(one.getKey()), one.getValue()));
    }

    private static boolean isLike(String given, String wanted) {
        int any = wanted.indexOf(ANY);
        return given != null
                && (any < 0
                        ? given.equals(wanted)
                        : given.startsWith(wanted.substring(0, any))
                                && given.endsWith(wanted.substring(any + ANY.length())));
    }
}
