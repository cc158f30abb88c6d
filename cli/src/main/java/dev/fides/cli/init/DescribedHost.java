package dev.fides.cli.init;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds in the description of an API how its records are listed and read. */
final class DescribedHost {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^{}]+)}");

    /**
     * A read that lists records.
     *
     * @param records pointer to them within a page
     * @param record schema of one
     * @param single the path that reads one, if there is one
     */
    private record Listing(
            String path, JsonNode read, JsonNode page, String records, JsonNode record, Optional<String> single) {}

    private final OpenApi api;
    private final String name;
    private final List<String> candidates = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** @param name of the sync; the listing whose path has it is preferred */
    DescribedHost(OpenApi api, String name) {
        this.api = api;
        this.name = name;
    }

    /**
     * Notes what the description says.
     *
     * @param wanted path of the listing; empty to look for it
     * @throws IllegalArgumentException when nobody can tell which read is the listing, with those that might be
     */
    void describe(Draft draft, Optional<String> wanted) {
        Listing listing = pick(wanted);
        draft.path(listing.path(), Map.of(), "it answers with a list of objects");
        if (candidates.size() > 1) {
            draft.leave("/host/list/path: other reads list objects, too; say --path if one of them is meant: "
                    + candidates.stream()
                            .filter(path -> !path.equals(listing.path()))
                            .collect(Collectors.joining(", ")));
        }
        draft.records(listing.records(), "the array of objects in its answer");
        draft.record(listing.record());
        Optional<String> keyParameter = listing.single().map(DescribedHost::lastParameter);
        key(draft, listing.record(), keyParameter);
        listing.single()
                .ifPresentOrElse(
                        single -> {
                            String path = PARAMETER
                                    .matcher(single)
                                    .replaceAll(single.contains("'{") ? "{key|odata}" : "{key}");
                            draft.get(path, record(single), single + " reads one");
                        },
                        () -> draft.leave("/host/get: the description has no read of one record below " + listing.path()
                                + "; how is one read by its key?"));
        members(listing.page()).forEach((pointer, schema) -> {
            if (draft.total().isEmpty()
                    && schema.path("type").asText().equals("integer")
                    && Names.isOne(Names.last(pointer), Names.TOTAL)) {
                draft.total(pointer, "an integer of that name in the page");
            }
        });
        required(draft, listing);
        List<Paging.Parameter> parameters = parameters(listing);
        new Paging(draft, parameters).guess(pageMembers(listing, parameters));
        api.security(listing.read()).ifPresent(scheme -> new Credentials(draft, name).guess(scheme));
    }

    private Listing pick(Optional<String> wanted) {
        List<Listing> listings = new ArrayList<>();
        api.reads().forEach((path, read) -> readable(path, read, wanted).ifPresent(listings::add));
        if (wanted.isPresent()) {
            return listings.stream()
                    .filter(listing -> listing.path().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "expected one of the listings of the description after --path, found " + wanted.get() + ": "
                                    + paths(listings)));
        }
        listings.forEach(listing -> candidates.add(listing.path()));
        List<Listing> named =
                listings.stream().filter(listing -> isNamed(listing.path())).toList();
        List<Listing> best = named.isEmpty() ? listings : named;
        List<Listing> readable =
                best.stream().filter(listing -> listing.single().isPresent()).toList();
        List<Listing> found = readable.isEmpty() ? best : readable;
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    found.isEmpty()
                            ? "the description has no GET without parameters in its path that answers with a list of"
                                    + " objects; leave --from out to look at a page instead"
                                    + (unreadable.isEmpty() ? "" : ". Left out: " + String.join("; ", unreadable))
                            : "several reads of the description list objects; say which is meant with --path: "
                                    + paths(found));
        }
        return found.get(0);
    }

    private static String paths(List<Listing> listings) {
        return String.join(", ", listings.stream().map(Listing::path).toList());
    }

    private boolean isNamed(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return last.equals(name) || last.equals(name + "s") || (last + "s").equals(name);
    }

    /** A read that cannot be understood matters only where it is the one that is wanted. */
    private Optional<Listing> readable(String path, JsonNode read, Optional<String> wanted) {
        try {
            return listing(path, read);
        } catch (IllegalArgumentException e) {
            if (wanted.filter(path::equals).isPresent()) {
                throw e;
            }
            unreadable.add(path + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Listing> listing(String path, JsonNode read) {
        if (PARAMETER.matcher(path).find()) {
            return Optional.empty();
        }
        JsonNode page = api.answer(read);
        Map<String, JsonNode> arrays = new LinkedHashMap<>();
        if (isListOfObjects(page)) {
            arrays.put("", page);
        }
        members(page).forEach((pointer, schema) -> {
            if (isListOfObjects(schema)) {
                arrays.put(pointer, schema);
            }
        });
        return arrays.entrySet().stream()
                .findFirst()
                .map(array -> new Listing(
                        path, read, page, array.getKey(), array.getValue().path("items"), single(path)));
    }

    private static boolean isListOfObjects(JsonNode schema) {
        return schema.path("items").path("properties").isObject();
    }

    private static Map<String, JsonNode> members(JsonNode page) {
        return Names.members(page, schema -> schema.path("properties"));
    }

    private Optional<String> single(String listing) {
        return api.reads().keySet().stream()
                .filter(path -> path.startsWith(listing) && !path.equals(listing))
                .filter(path -> path.substring(listing.length()).matches("(/\\{[^/{}]+}|\\('?\\{[^/{}]+}'?\\))"))
                .findFirst();
    }

    /** Where a single read keeps the record: in its only member, if that is an object, or in the whole answer. */
    private String record(String single) {
        JsonNode answer = api.answer(api.reads().get(single)).path("properties");
        if (answer.size() == 1) {
            Map.Entry<String, JsonNode> only = answer.properties().iterator().next();
            if (only.getValue().path("properties").isObject()) {
                return Names.pointer(only.getKey());
            }
        }
        return "";
    }

    private static void key(Draft draft, JsonNode record, Optional<String> parameter) {
        List<String> names = new ArrayList<>();
        record.path("properties").properties().forEach(member -> {
            String type = member.getValue().path("type").asText("string");
            if (type.equals("string") || type.equals("integer")) {
                names.add(member.getKey());
            }
        });
        Optional<String> same = parameter.flatMap(wanted -> names.stream()
                .filter(member -> Names.plain(member).equals(Names.plain(wanted)))
                .findFirst());
        Optional<String> guessed = same.or(() -> Names.key(names));
        if (guessed.isEmpty()) {
            draft.leave("/host/key: which member tells one record from all others? The records have "
                    + String.join(", ", names));
        }
        guessed.ifPresent(member -> draft.key(
                Names.pointer(member),
                same.isPresent() ? "the parameter of the single read has that name" : "its name"));
    }

    private void required(Draft draft, Listing listing) {
        for (JsonNode parameter : api.parameters(listing.path(), listing.read())) {
            if (parameter.path("required").asBoolean()
                    && !parameter.path("in").asText().equals("path")) {
                draft.leave("/host/list: the description requires the "
                        + parameter.path("in").asText() + " parameter "
                        + parameter.path("name").asText() + "; which value?");
            }
        }
    }

    private List<Paging.Parameter> parameters(Listing listing) {
        List<Paging.Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : api.parameters(listing.path(), listing.read())) {
            if (parameter.path("in").asText().equals("query")) {
                JsonNode schema = parameter.path("schema").isObject() ? parameter.path("schema") : parameter;
                parameters.add(new Paging.Parameter(
                        parameter.path("name").asText(),
                        number(schema.path("default")).or(() -> number(schema.path("minimum"))),
                        number(schema.path("maximum"))));
            }
        }
        return parameters;
    }

    private static Optional<Integer> number(JsonNode value) {
        return value.canConvertToInt() ? Optional.of(value.asInt()) : Optional.empty();
    }

    private Paging.PageMembers pageMembers(Listing listing, List<Paging.Parameter> parameters) {
        boolean takesTokens = parameters.stream().anyMatch(parameter -> Names.isOne(parameter.name(), Names.CURSOR));
        Optional<String> link = Optional.empty();
        Optional<String> token = Optional.empty();
        for (Map.Entry<String, JsonNode> member : members(listing.page()).entrySet()) {
            String last = Names.last(member.getKey());
            boolean text = member.getValue().toString().contains("\"string\"")
                    && !member.getValue().has("properties")
                    && !member.getValue().has("items");
            boolean address = member.getValue().path("format").asText().startsWith("ur")
                    || Names.plain(last).matches(".*(link|url|href)");
            if (text && Names.isOne(last, Names.NEXT_LINK) && (address || !takesTokens) && link.isEmpty()) {
                link = Optional.of(member.getKey());
            } else if (text && Names.isOne(last, Names.NEXT_TOKEN) && token.isEmpty()) {
                token = Optional.of(member.getKey());
            }
        }
        return new Paging.PageMembers(link, token, api.hasHeader(listing.read(), "Link"));
    }

    private static String lastParameter(String path) {
        Matcher matcher = PARAMETER.matcher(path);
        String last = "";
        while (matcher.find()) {
            last = matcher.group(1);
        }
        return last;
    }
}
