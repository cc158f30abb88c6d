package dev.fides.config.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.request.JsonTemplate;
import dev.fides.config.request.ReadRequest;
import dev.fides.config.request.ReadRequest.Body;
import dev.fides.config.request.ReadRequest.Method;
import dev.fides.config.request.Variables;
import dev.fides.config.request.WriteRequest;
import dev.fides.config.source.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what all requests of a definition have: method, path, query, headers and body. */
final class RequestReader {

    static final Template ROOT = Template.of("/");

    private static final String METHOD = "method";
    private static final String HEADERS = "headers";
    private static final String BODY = "body";
    private static final String FORM = "form";

    private final Values values;
    private final TemplateValues templates;

    RequestReader(Values values) {
        this.values = values;
        this.templates = new TemplateValues(values.settings());
    }

    /** A request that reads; where it has a body it is a POST unless it says otherwise. */
    ReadRequest read(Section section, Set<String> variables) {
        Set<String> known = withRun(variables);
        if (section.has(BODY) && section.has(FORM)) {
            section.fault("body and form: a request has one of them");
        }
        Optional<Body> form = section.has(FORM)
                ? Optional.of(new Body.Form(section.entries(FORM, v -> templates.template(v, known))))
                : Optional.empty();
        Optional<Body> body = section.maybe(BODY, v -> new Body.Json(json(v, known)));
        Method usual = section.has(BODY) || section.has(FORM) ? Method.POST : Method.GET;
        return new ReadRequest(
                section.optional(METHOD, v -> values.oneOf(v, Method.class), usual),
                section.required("path", v -> templates.path(v, known), ROOT),
                section.entries("query", v -> templates.template(v, known)),
                headers(section, known),
                body.or(() -> form));
    }

    /**
     * A request that is another one but for what the section says: its path in place of the other's, its query, headers and
     * form member by member, and its body member by member however deep.
     *
     * @param ofWhole says the other request
     */
    ReadRequest changed(Section section, Section ofWhole, ReadRequest whole, Set<String> variables) {
        Set<String> known = withRun(variables);
        Map<String, Template> headers = new LinkedHashMap<>(whole.headers());
        headers(section, known).forEach((name, value) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, value);
        });
        Optional<Body> body = changedBody(section, whole, known);
        return new ReadRequest(
                ofWhole.has(METHOD) ? whole.method() : body.isPresent() ? Method.POST : Method.GET,
                section.optional("path", v -> templates.path(v, known), whole.path()),
                merged(whole.query(), section.entries("query", v -> templates.template(v, known))),
                headers,
                body);
    }

    private Optional<Body> changedBody(Section section, ReadRequest whole, Set<String> known) {
        Optional<Body> before = whole.body();
        if (section.has(FORM)) {
            if (section.has(BODY) || before.filter(Body.Json.class::isInstance).isPresent()) {
                section.fault("body and form: a request has one of them");
                return before;
            }
            Map<String, Template> fields = section.entries(FORM, v -> templates.template(v, known));
            return Optional.of(new Body.Form(before.map(form -> merged(((Body.Form) form).fields(), fields))
                    .orElse(fields)));
        }
        Optional<JsonTemplate> json = section.maybe(BODY, v -> json(v, known));
        if (json.isPresent() && before.filter(Body.Form.class::isInstance).isPresent()) {
            section.fault("body and form: a request has one of them");
            return before;
        }
        return json.<Body>map(change -> new Body.Json(before.map(body -> merged(((Body.Json) body).template(), change))
                        .orElse(change)))
                .or(() -> before);
    }

    private static <V> Map<String, V> merged(Map<String, V> whole, Map<String, V> changes) {
        Map<String, V> merged = new LinkedHashMap<>(whole);
        merged.putAll(changes);
        return merged;
    }

    private static JsonTemplate merged(JsonTemplate whole, JsonTemplate change) {
        if (!(whole instanceof JsonTemplate.Members before) || !(change instanceof JsonTemplate.Members after)) {
            return change;
        }
        Map<String, JsonTemplate> members = new LinkedHashMap<>(before.members());
        after.members().forEach((name, value) -> members.merge(name, value, RequestReader::merged));
        return new JsonTemplate.Members(members);
    }

    /** A request that writes. */
    WriteRequest write(Section section, Set<String> variables) {
        Set<String> known = withRun(variables);
        return new WriteRequest(
                section.required("path", v -> templates.path(v, known), ROOT),
                section.entries("query", v -> templates.template(v, known)),
                headers(section, known));
    }

    private static Set<String> withRun(Set<String> variables) {
        Set<String> known = new LinkedHashSet<>(variables);
        known.add(Variables.RUN_ID);
        return known;
    }

    private Map<String, Template> headers(Section section, Set<String> known) {
        Map<String, Template> headers = section.entries(HEADERS, v -> templates.headerTemplate(v, known));
        headers.keySet().stream()
                .filter(name -> !Values.isHeaderName(name))
                .forEach(name -> section.fault(HEADERS, "expected names of headers, found \"" + name + "\""));
        return headers;
    }

    /** A text alone would be no search, but the name of a file or a language of its own. */
    private JsonTemplate json(JsonNode body, Set<String> known) {
        if (!body.isContainerNode()) {
            throw new IllegalArgumentException("expected members or a list, found " + Values.describe(body));
        }
        return jsonPart(body, known);
    }

    private JsonTemplate jsonPart(JsonNode value, Set<String> known) {
        if (value.isTextual()) {
            return new JsonTemplate.Text(templates.template(value, known));
        }
        if (value.isArray()) {
            List<JsonTemplate> items = new ArrayList<>();
            value.forEach(item -> items.add(jsonPart(item, known)));
            return new JsonTemplate.Items(items);
        }
        if (value.isObject()) {
            Map<String, JsonTemplate> members = new LinkedHashMap<>();
            value.properties().forEach(member -> members.put(member.getKey(), jsonPart(member.getValue(), known)));
            return new JsonTemplate.Members(members);
        }
        return new JsonTemplate.Literal(value);
    }
}
