package dev.fides.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fides.host.HostPage;
import dev.fides.host.HostStore;
import dev.fides.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to page with every place where a request can say which page it wants. */
class PageMatrixTest extends RestTest {

    /** Three pages: two of two records, one of one. */
    private static final int RECORDS = 5;

    private static final int SIZE = 2;

    private enum Style {
        PAGE("page", "page", ""),
        OFFSET("offset", "offset", ""),
        CURSOR("cursor", "cursor", ", pointer: /next"),
        SCROLL("scroll", "cursor", ", pointer: /next"),
        LAST_KEY("lastKey", "cursor", ""),
        SEARCH_AFTER("searchAfter", "cursor", ", values: [/name, /id]");

        private final String type;
        private final String variable;
        private final String more;

        Style(String type, String variable, String more) {
            this.type = type;
            this.variable = variable;
            this.more = more;
        }

        /** How many records come before the page. */
        private int from(Optional<JsonNode> at) {
            return switch (this) {
                case PAGE -> (at.orElseThrow().asInt() - 1) * SIZE;
                case OFFSET -> at.orElseThrow().asInt();
                case CURSOR, SCROLL ->
                    at.map(token -> Integer.parseInt(token.asText().substring("token ".length())))
                            .orElse(0);
                case LAST_KEY -> at.map(JsonNode::asInt).orElse(0);
                case SEARCH_AFTER ->
                    at.map(values -> (values.isArray() ? values : Json.parse(values.asText()))
                                    .get(1)
                                    .asInt())
                            .orElse(0);
            };
        }
    }

    private enum Place {
        PARAMETER,
        QUERY,
        JSON,
        FORM,
        HEADER
    }

    private HttpServer pages;
    private Style style;
    private Place place;
    private final List<String> methods = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", this::answer);
        pages.start();
    }

    @AfterEach
    void stop() {
        pages.stop(0);
    }

    static Stream<Arguments> matrix() {
        return Stream.of(Style.values())
                .flatMap(style -> Stream.of(Place.values()).map(place -> Arguments.of(style, place)));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void every_record_comes_once(Style asked, Place where) {
        style = asked;
        place = where;
        String both = "{ at: '{" + style.variable + "}', n: '{size}' }";
        String request = switch (place) {
            case PARAMETER -> "";
            case QUERY -> "query: " + both + ",";
            case JSON -> "body: " + both + ",";
            case FORM -> "form: " + both + ",";
            case HEADER -> "headers: { X-At: '{" + style.variable + "}', X-N: '{size}' },";
        };
        String paging = "paging: { type: " + style.type + style.more + ", size: " + SIZE
                + (place == Place.PARAMETER ? ", parameter: at, sizeParameter: n" : "") + " }";
        YamlSync sync = new YamlSync("http://127.0.0.1:" + pages.getAddress().getPort())
                .list("{ path: /, records: /value, total: /count, " + request + paging + " }");
        HostStore host = host(stores(), sync.build());

        List<String> keys = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            HostPage page = host.list(cursor);
            page.records().forEach(record -> keys.add(record.key().value()));
            cursor = page.next();
        } while (cursor.isPresent());

        assertThat(keys).containsExactly("1", "2", "3", "4", "5");
        boolean search = place == Place.JSON || place == Place.FORM;
        assertThat(methods).containsOnly(search ? "POST" : "GET");
    }

    private void answer(HttpExchange exchange) throws IOException {
        methods.add(exchange.getRequestMethod());
        Map<String, JsonNode> said = said(exchange);
        boolean sized = said.containsKey("n") && said.get("n").asInt() == SIZE;
        int from = style.from(Optional.ofNullable(said.get("at")));
        ArrayNode value = JsonNodeFactory.instance.arrayNode();
        for (int id = from + 1; sized && id <= Math.min(from + SIZE, RECORDS); id++) {
            value.addObject().put("id", id).put("name", "n " + id);
        }
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.set("value", value);
        page.put("count", RECORDS);
        if (from < RECORDS && (from + SIZE < RECORDS || style == Style.SCROLL)) {
            page.put("next", "token " + (from + SIZE));
        }
        byte[] body = Json.write(page);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Map<String, JsonNode> said(HttpExchange exchange) throws IOException {
        Map<String, JsonNode> said = new HashMap<>();
        byte[] body = exchange.getRequestBody().readAllBytes();
        switch (place) {
            case PARAMETER, QUERY -> pairs(exchange.getRequestURI().getRawQuery(), said);
            case FORM -> pairs(new String(body, StandardCharsets.UTF_8), said);
            case JSON -> Json.parse(body).properties().forEach(member -> said.put(member.getKey(), member.getValue()));
            case HEADER ->
                List.of("X-At", "X-N")
                        .forEach(name -> Optional.ofNullable(
                                        exchange.getRequestHeaders().getFirst(name))
                                .ifPresent(text -> said.put(name.substring(2).toLowerCase(Locale.ROOT), text(text))));
        }
        return said;
    }

    private static void pairs(String text, Map<String, JsonNode> into) {
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            into.put(parts[0], text(URLDecoder.decode(parts[1], StandardCharsets.UTF_8)));
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.textNode(text);
    }
}
