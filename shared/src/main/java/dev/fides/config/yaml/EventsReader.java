package dev.fides.config.yaml;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.config.HostEvents;
import dev.fides.config.HostEvents.TypeAt;
import dev.fides.config.WebhookSignature;
import dev.fides.config.WebhookSignature.Algorithm;
import dev.fides.config.WebhookSignature.Encoding;
import dev.fides.config.WebhookSignature.SecretEncoding;
import dev.fides.config.source.Secret;
import dev.fides.config.source.Spelling;
import dev.fides.config.source.Template;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Reads the part {@code events} of a host. */
final class EventsReader {

    private static final String SIGNATURE = "signature";
    private static final String SECRET = "secret";
    private static final String TYPE_AT = "typeAt";
    private static final String TYPE_HEADER = "typeHeader";
    private static final String TOLERANCE = "tolerance";

    private static final Duration SHORTEST_TOLERANCE = Duration.ofSeconds(1);
    /** Longer than any sender repeats a request with an old signature. */
    private static final Duration LONGEST_TOLERANCE = Duration.ofDays(7);

    /** Forms that say when they signed, and forms that do not. */
    private static final Map<String, BiFunction<List<Secret>, Duration, WebhookSignature>> WITH_TIME =
            Map.of("standardWebhooks", WebhookSignature::standardWebhooks, "stripe", WebhookSignature::stripe);

    private static final List<String> FORMS = List.of("standardWebhooks", "github", "stripe", "shopify");

    private final Values values;

    EventsReader(Values values) {
        this.values = values;
    }

    HostEvents read(Section events) {
        return new HostEvents(
                new HashSet<>(events.list("types", values::text).orElse(List.of())),
                typeAt(events),
                events.maybe("list", values::pointer),
                events.required("key", values::member, JsonPointer.empty()),
                signature(events));
    }

    private TypeAt typeAt(Section events) {
        Optional<TypeAt> member = events.maybe(TYPE_AT, values::member).map(TypeAt.Member::new);
        Optional<TypeAt> header = events.maybe(TYPE_HEADER, values::headerName).map(TypeAt.Header::new);
        if (member.isPresent() && header.isPresent()) {
            events.fault(TYPE_HEADER, "there is a typeAt: an event says its type in one place");
        }
        return member.or(() -> header).orElseGet(TypeAt.Usual::new);
    }

    private Optional<WebhookSignature> signature(Section events) {
        List<Secret> secrets = secrets(events);
        if (!events.has(SIGNATURE)) {
            return secrets.isEmpty() ? Optional.empty() : Optional.of(WebhookSignature.github(secrets));
        }
        if (!events.has(SECRET)) {
            events.fault(SIGNATURE, "there is no secret: say host.events.secret, which the sender shares");
        }
        // A stand-in goes on finding faults; a definition with faults never gets out of the loader.
        List<Secret> some = secrets.isEmpty() ? List.of(Secret.of("AAAA")) : secrets;
        if (events.raw(SIGNATURE).isObject()) {
            return events.part(SIGNATURE, part -> described(part, some)).flatMap(found -> found);
        }
        return events.maybe(SIGNATURE, value -> named(word(value), some, WebhookSignature.USUAL_TOLERANCE));
    }

    private List<Secret> secrets(Section events) {
        if (events.raw(SECRET).isArray()) {
            List<Secret> secrets = events.list(SECRET, values::secret).orElse(List.of());
            if (events.raw(SECRET).isEmpty()) {
                events.fault(SECRET, "expected a text or a list of texts, found an empty list");
            }
            return secrets;
        }
        return events.maybe(SECRET, values::secret).map(List::of).orElse(List.of());
    }

    private String word(JsonNode value) {
        String form = values.word(value);
        if (!FORMS.contains(form)) {
            throw new IllegalArgumentException("unknown form; expected one of " + FORMS
                    + ", or header and what belongs to it" + Spelling.didYouMean(form, FORMS));
        }
        return form;
    }

    private static WebhookSignature named(String form, List<Secret> secrets, Duration tolerance) {
        if (WITH_TIME.containsKey(form)) {
            return WITH_TIME.get(form).apply(secrets, tolerance);
        }
        return form.equals("github") ? WebhookSignature.github(secrets) : WebhookSignature.shopify(secrets);
    }

    private Optional<WebhookSignature> described(Section part, List<Secret> secrets) {
        if (!part.has("form")) {
            return general(part, secrets);
        }
        Optional<String> form = part.maybe("form", this::word);
        if (part.has(TOLERANCE) && form.isPresent() && !WITH_TIME.containsKey(form.get())) {
            part.fault(TOLERANCE, "the form " + form.get() + " does not say when it signed");
        }
        Duration tolerance = tolerance(part);
        return form.flatMap(name -> checked(part, () -> named(name, secrets, tolerance)));
    }

    private Duration tolerance(Section part) {
        return part.optional(
                TOLERANCE,
                v -> values.duration(v, SHORTEST_TOLERANCE, LONGEST_TOLERANCE),
                WebhookSignature.USUAL_TOLERANCE);
    }

    private Optional<WebhookSignature> general(Section part, List<Secret> secrets) {
        String header = part.required("header", values::headerName, "x");
        Optional<WebhookSignature.Time> time = part.part(
                "timestamp",
                stamp -> new WebhookSignature.Time(
                        stamp.optional("header", values::headerName, header),
                        stamp.optional("prefix", values::text, ""),
                        tolerance(stamp)));
        Optional<String> separator = part.maybe("separator", values::text);
        String prefix = part.optional("prefix", values::text, "");
        Encoding encoding = part.optional("encoding", v -> lower(v, Encoding.class), Encoding.HEX);
        Algorithm algorithm = part.optional("algorithm", v -> lower(v, Algorithm.class), Algorithm.SHA256);
        SecretEncoding secretEncoding =
                part.optional("secretEncoding", v -> lower(v, SecretEncoding.class), SecretEncoding.TEXT);
        Template content = part.optional("content", this::content, Template.of("{body}"));
        return checked(
                part,
                () -> new WebhookSignature(
                        secrets, secretEncoding, header, separator, prefix, encoding, algorithm, content, time));
    }

    private Template content(JsonNode value) {
        return Template.parse(values.text(value), name -> Optional.empty());
    }

    /** What the parts say together may still be wrong. */
    private static Optional<WebhookSignature> checked(Section part, Supplier<WebhookSignature> signature) {
        try {
            return Optional.of(signature.get());
        } catch (IllegalArgumentException e) {
            part.fault(e.getMessage());
            return Optional.empty();
        }
    }

    /** A constant, whose name is written in lower case. */
    private <E extends Enum<E>> E lower(JsonNode value, Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        String word = values.word(value);
        if (!names.contains(word)) {
            throw new IllegalArgumentException("expected one of " + names + ", found " + Values.describe(value)
                    + Spelling.didYouMean(word, names));
        }
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
