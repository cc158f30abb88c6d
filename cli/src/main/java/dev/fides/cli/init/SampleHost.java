package dev.fides.cli.init;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds by a look at one page how records are listed and read. */
final class SampleHost {

    private final Look look;
    private final URI address;
    private boolean isOdata;

    /** @param address of the listing */
    SampleHost(Look look, URI address) {
        this.look = look;
        this.address = address;
    }

    /**
     * Notes what the page shows, and whether one of its records can be read by its key.
     *
     * @throws IllegalArgumentException when there is no page with records
     */
    void describe(Draft draft) {
        Look.Answer page = look.at(address);
        if (page.status() >= 300 && page.status() < 400) {
            throw new IllegalArgumentException(address + " leads to "
                    + page.location()
                            .map(location -> address.resolve(location).toString())
                            .orElse("another address")
                    + " (status " + page.status() + "): give that after --host");
        }
        if (page.status() != 200) {
            throw new IllegalArgumentException("expected a page of records from " + address + ", found status "
                    + page.status() + ": " + page.excerpt()
                    + (page.status() == 401 || page.status() == 403 ? "; give credentials with --header" : ""));
        }
        JsonNode body = page.json()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected JSON from " + address + ", found " + page.contentType() + ": " + page.excerpt()));
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        int last = path.lastIndexOf('/', path.length() - 2);
        String base = path.substring(0, Math.max(0, last));
        draft.baseUrl(address.getScheme() + "://" + address.getRawAuthority() + base, "the address that was looked at");
        Map<String, String> query = query();
        Map<String, JsonNode> members = Names.members(body, node -> node);
        String records = records(draft, body, members);
        ArrayNode items = (ArrayNode) body.at(JsonPointer.compile(records));
        draft.record(Shapes.of(items));
        paging(draft, page, members, query, items.size());
        draft.path(path.substring(Math.max(0, last)), query, "the address that was looked at");
        key(draft, items);
        draft.key().ifPresent(key -> single(draft, draft.path(), items, JsonPointer.compile(key)));
        if (draft.get().isEmpty()) {
            draft.leave("/host/get: how is one record read by its key? " + draft.path() + "/{key} was tried in vain");
        }
    }

    private Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        if (address.getRawQuery() != null) {
            for (String pair : address.getRawQuery().split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(decoded(parts[0]), parts.length > 1 ? decoded(parts[1]) : "");
            }
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String records(Draft draft, JsonNode body, Map<String, JsonNode> members) {
        Map<String, JsonNode> arrays = new LinkedHashMap<>();
        if (isListOfObjects(body)) {
            arrays.put("", body);
        }
        members.forEach((pointer, value) -> {
            if (isListOfObjects(value)) {
                arrays.put(pointer, value);
            }
        });
        if (arrays.isEmpty()) {
            throw new IllegalArgumentException("expected a list of objects on the page " + address
                    + ", found none; look at a page that has records");
        }
        String largest = arrays.entrySet().stream()
                .max((one, other) ->
                        Integer.compare(one.getValue().size(), other.getValue().size()))
                .orElseThrow()
                .getKey();
        draft.records(largest, "an array of " + arrays.get(largest).size() + " objects on the page");
        if (arrays.size() > 1) {
            draft.leave(
                    "/host/list/records: the page has more lists of objects: " + String.join(", ", arrays.keySet()));
        }
        return largest;
    }

    private static boolean isListOfObjects(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.get(0).isObject();
    }

    private void paging(
            Draft draft, Look.Answer page, Map<String, JsonNode> members, Map<String, String> query, int size) {
        Optional<String> link = Optional.empty();
        Optional<String> token = Optional.empty();
        long total = -1;
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            String name = Names.last(member.getKey());
            JsonNode value = member.getValue();
            if (value.isIntegralNumber()
                    && Names.isOne(name, Names.TOTAL)
                    && draft.total().isEmpty()) {
                draft.total(member.getKey(), "an integer of that name, " + value);
                total = value.asLong();
            } else if (value.isTextual() && Names.isOne(name, Names.NEXT_LINK) && isAddress(value.asText())) {
                link = link.or(() -> Optional.of(member.getKey()));
            } else if (value.isTextual() && Names.isOne(name, Names.NEXT_TOKEN) && !isAddress(value.asText())) {
                token = token.or(() -> Optional.of(member.getKey()));
            }
        }
        isOdata = members.containsKey("/@odata.context");
        if (link.isEmpty() && isOdata) {
            // The protocol's own (OData 4, JSON format, 4.5.5); the last page has none.
            link = Optional.of("/@odata.nextLink");
        }
        List<Paging.Parameter> parameters = new ArrayList<>();
        query.forEach((name, value) -> parameters.add(new Paging.Parameter(name, number(value), number(value))));
        Set<String> said = new Paging(draft, parameters).guess(new Paging.PageMembers(link, token, page.hasNextLink()));
        query.keySet().removeAll(said);
        if (draft.paging().isEmpty() && total > size) {
            draft.leavePaging("the page has " + size + " of " + total
                    + " records, and nothing shows how the next one is asked for; look at an address that names its page,"
                    + " such as ?page=1&limit=100");
        }
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http") || text.startsWith("/") || text.startsWith("?") || text.contains("?");
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static void key(Draft draft, ArrayNode items) {
        Set<String> candidates = new TreeSet<>();
        items.get(0).properties().forEach(member -> {
            if (isUnique(items, member.getKey())) {
                candidates.add(member.getKey());
            }
        });
        Optional<String> guessed = Names.key(candidates).or(() -> endsLikeAKey(candidates));
        guessed.ifPresentOrElse(
                member -> draft.key(Names.pointer(member), "its name, and no two records of the page share its value"),
                () -> draft.leave("/host/key: which member tells one record from all others? "
                        + (candidates.isEmpty()
                                ? "No member that all records of the page have tells them apart"
                                : "No two records of the page share the value of " + String.join(", ", candidates))));
    }

    private static Optional<String> endsLikeAKey(Set<String> candidates) {
        return candidates.stream()
                .filter(member -> Names.plain(member).matches(".+(id|key|code|number)"))
                .findFirst();
    }

    private static boolean isUnique(ArrayNode items, String member) {
        Set<String> values = new HashSet<>();
        for (JsonNode item : items) {
            JsonNode value = item.path(member);
            if (!(value.isTextual() || value.isIntegralNumber()) || !values.add(value.asText())) {
                return false;
            }
        }
        return true;
    }

    private void single(Draft draft, String path, ArrayNode items, JsonPointer key) {
        String value = items.get(0).at(key).asText();
        boolean odata = path.contains("(") || isOdata;
        List<String> forms = odata
                ? List.of(path + "('{key|odata}')", path + "({key})", path + "/{key}")
                : List.of(path + "/{key}", path + "('{key|odata}')");
        for (String form : forms) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            URI one = URI.create(draft.baseUrl() + form.replaceAll("\\{key[^}]*}", encoded));
            Optional<JsonNode> answer = tried(one);
            Optional<String> record = answer.flatMap(body -> record(body, key, value));
            if (record.isPresent()) {
                draft.get(form, record.get(), one + " has that record");
                compare(draft, items.get(0), answer.get().at(JsonPointer.compile(record.get())));
                return;
            }
        }
    }

    /** A trial that fails says only that this is not the way. */
    private Optional<JsonNode> tried(URI one) {
        try {
            return Optional.of(look.at(one))
                    .filter(found -> found.status() == 200)
                    .flatMap(Look.Answer::json);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void compare(Draft draft, JsonNode listed, JsonNode single) {
        Set<String> differ = new TreeSet<>();
        listed.fieldNames().forEachRemaining(differ::add);
        single.fieldNames().forEachRemaining(differ::add);
        differ.removeIf(member -> listed.path(member).equals(single.path(member)));
        if (!differ.isEmpty()) {
            draft.leave(
                    "/host/ignore: the listing and the single read of a record differ in " + String.join(", ", differ)
                            + "; name here what does not matter, or say list.complete: false where the listing is brief");
        }
    }

    /** Where an answer has the record of this key. */
    private static Optional<String> record(JsonNode body, JsonPointer key, String value) {
        Map<String, JsonNode> places = new LinkedHashMap<>();
        places.put("", body);
        body.properties().forEach(member -> places.put(Names.pointer(member.getKey()), member.getValue()));
        return places.entrySet().stream()
                .filter(place -> place.getValue().at(key).equals(JsonNodeFactory.instance.textNode(value))
                        || place.getValue().at(key).asText("").equals(value))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
