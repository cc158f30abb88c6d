package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a host so far, why it is believed, and what a person must still say. Not safe for several threads. */
final class Draft {

    /**
     * What was concluded.
     *
     * @param what a place in the definition
     * @param why what it was concluded from
     */
    record Guess(String what, String value, String why) {}

    private String baseUrl = "";
    private Optional<String> auth = Optional.empty();
    private String path = "";
    private final Map<String, String> query = new LinkedHashMap<>();
    private String records = "";
    private Optional<String> total = Optional.empty();
    private Optional<String> paging = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<String> get = Optional.empty();
    private String getRecord = "";
    private JsonNode record = JsonNodeFactory.instance.objectNode();

    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean pagingIsOpen;

    private final List<Guess> guesses = new ArrayList<>();
    private final List<String> open = new ArrayList<>();

    void baseUrl(String url, String why) {
        baseUrl = url;
        guess("/host/baseUrl", url, why);
    }

    String baseUrl() {
        return baseUrl;
    }

    /** @param yaml as it stands in the definition; its secrets are settings */
    void auth(String yaml, String why) {
        auth = Optional.of(yaml);
        guess("/host/auth", yaml, why);
    }

    Optional<String> auth() {
        return auth;
    }

    void path(String listed, Map<String, String> parameters, String why) {
        path = listed;
        query.putAll(parameters);
        guess("/host/list/path", listed, why);
    }

    String path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    void records(String pointer, String why) {
        records = pointer;
        guess("/host/list/records", quoted(pointer), why);
    }

    String records() {
        return records;
    }

    void total(String pointer, String why) {
        total = Optional.of(pointer);
        guess("/host/list/total", pointer, why);
    }

    Optional<String> total() {
        return total;
    }

    void paging(String yaml, String why) {
        paging = Optional.of(yaml);
        guess("/host/list/paging", yaml, why);
    }

    Optional<String> paging() {
        return paging;
    }

    void key(String pointer, String why) {
        key = Optional.of(pointer);
        guess("/host/key", pointer, why);
    }

    Optional<String> key() {
        return key;
    }

    void get(String single, String record, String why) {
        get = Optional.of(single);
        getRecord = record;
        guess("/host/get", single + (record.isEmpty() ? "" : " with the record at " + record), why);
    }

    Optional<String> get() {
        return get;
    }

    String getRecord() {
        return getRecord;
    }

    /** @param schema a JSON Schema of a record, references resolved */
    void record(JsonNode schema) {
        record = schema;
    }

    JsonNode record() {
        return record;
    }

    /** Says what is known of a listing whose style of paging does not show. */
    void leavePaging(String question) {
        pagingIsOpen = true;
        leave("/host/list/paging: " + question);
    }

    boolean pagingIsOpen() {
        return pagingIsOpen;
    }

    /** @param yaml the header's value as it stands in the definition; a secret is a setting */
    void header(String name, String yaml, String why) {
        headers.put(name, yaml);
        guess("/host/headers/" + name, yaml, why);
    }

    Map<String, String> headers() {
        return headers;
    }

    private void guess(String what, String value, String why) {
        guesses.add(new Guess(what, value, why));
    }

    /** Something that only a person can say. */
    void leave(String question) {
        open.add(question);
    }

    List<Guess> guesses() {
        return List.copyOf(guesses);
    }

    List<String> open() {
        return List.copyOf(open);
    }

    private static String quoted(String pointer) {
        return pointer.isEmpty() ? "\"\"" : pointer;
    }
}
