package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.HostEvents;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EventParserProperties {

    private static final HostEvents LISTENING =
            new HostEvents(Set.of(), JsonPointer.compile("/data/id"), Optional.empty());

    private final EventParser parser = new EventParser();

    @Property(tries = 2000)
    void no_body_makes_the_parser_throw(
            @ForAll("bodies") String body, @ForAll("contentTypes") String contentType, @ForAll boolean binary) {
        Map<String, String> headers = binary
                ? Map.of("Content-Type", contentType, "ce-specversion", "1.0", "ce-type", body, "ce-id", "%", "ce-", "")
                : Map.of("Content-Type", contentType);

        MessageContent content = parser.parse(new EventMessage(headers, body));

        if (content instanceof MessageContent.Events events) {
            events.events()
                    .forEach(event -> assertThat(EventKeys.of(event, LISTENING)).isNotNull());
        }
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "application/json",
                        "application/cloudevents+json",
                        "application/cloudevents-batch+json",
                        "application/cloudevents",
                        ";",
                        ""),
                Arbitraries.strings().ofMaxLength(20));
    }

    /** Anything at all, and texts made of the pieces of which real events are made. */
    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> pieces = Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"specversion\":\"1.0\"",
                        "\"id\":\"1\"",
                        "\"source\":\"s\"",
                        "\"type\":\"t\"",
                        "\"data\":{\"id\":1}",
                        "\"data\":{\"id\":[\"\\ud800\",{}]}",
                        "\"data_base64\":\"e30=\"",
                        "\"data_base64\":7",
                        "\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\"",
                        "null",
                        "1e999999999",
                        "\u0000",
                        "\uFEFF")
                .list()
                .ofMaxSize(14)
                .map(list -> String.join("", list));
        Arbitrary<String> members = Arbitraries.of(
                        "\"specversion\":\"1.0\"",
                        "\"id\":\"1\"",
                        "\"source\":\"s\"",
                        "\"type\":\"t\"",
                        "\"data\":{\"id\":[1,2]}",
                        "\"data\":{\"id\":[\"\\ud800\"]}",
                        "\"data_base64\":\"e30=\"",
                        "\"data_base64\":{}",
                        "\"datacontenttype\":\"text/plain\"")
                .set()
                .map(set -> "{" + String.join(",", set) + "}");
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                pieces,
                members,
                members.list().ofMaxSize(3).map(list -> "[" + String.join(",", list) + "]"));
    }
}
