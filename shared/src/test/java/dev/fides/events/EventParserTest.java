package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.HostEvents;
import dev.fides.json.Json;
import dev.fides.model.RecordKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventParserTest {

    private static final String CLOUD_EVENT = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/cities\","
            + "\"type\":\"city.updated\",\"data\":{\"id\":\"2950159\"}}";

    private final EventParser parser = new EventParser();

    static List<Arguments> readable() {
        return List.of(
                Arguments.of("structured", headers("application/cloudevents+json; charset=utf-8"), CLOUD_EVENT),
                Arguments.of("batch", headers("application/cloudevents-batch+json"), "[" + CLOUD_EVENT + "]"),
                Arguments.of("structured without its content type", headers("application/json"), CLOUD_EVENT),
                Arguments.of("several without their content type", Map.of(), "[" + CLOUD_EVENT + "]"),
                Arguments.of(
                        "binary",
                        Map.of(
                                "Content-Type", "application/json",
                                "ce-specversion", "1.0",
                                "ce-id", "e1",
                                "ce-source", "/cities",
                                "ce-type", "city.updated"),
                        "{\"id\":\"2950159\"}"),
                Arguments.of(
                        "base64",
                        headers("application/cloudevents+json"),
                        "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"/cities\",\"type\":\"city.updated\","
                                + "\"data_base64\":\"eyJpZCI6IjI5NTAxNTkifQ==\"}"),
                Arguments.of(
                        "Event Grid",
                        headers("application/json"),
                        "[{\"id\":\"e1\",\"topic\":\"/t\",\"subject\":\"cities\",\"eventType\":\"city.updated\","
                                + "\"eventTime\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"2950159\"},"
                                + "\"dataVersion\":\"1\",\"metadataVersion\":\"1\"}]"),
                Arguments.of(
                        "Event Grid, one event alone",
                        Map.of(),
                        "{\"id\":\"e1\",\"subject\":\"cities\",\"eventType\":\"city.updated\","
                                + "\"eventTime\":\"2026-01-01T00:00:00Z\",\"data\":{\"id\":\"2950159\"}}"),
                Arguments.of(
                        "plain JSON",
                        headers("application/json"),
                        "{\"type\":\"city.updated\",\"data\":{\"id\":\"2950159\"}}"),
                Arguments.of(
                        "plain JSON with an integer as the key",
                        Map.of(),
                        "{\"type\":\"city.updated\",\"data\":{\"id\":2950159}}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void every_form_names_the_type_and_the_record(String form, Map<String, String> headers, String body) {
        MessageContent.Events events = (MessageContent.Events) parser.parse(new EventMessage(headers, body));

        assertThat(events.unreadable()).isEmpty();
        assertThat(events.events()).hasSize(1);
        assertThat(events.events().get(0).type()).contains("city.updated");
        assertThat(EventKeys.of(events.events().get(0), listening("/data/id", "city.updated")))
                .isEqualTo(new EventKeys.Found(List.of(new RecordKey("2950159"))));
    }

    static List<Arguments> unreadable() {
        return List.of(
                Arguments.of(Map.of(), "", "JSON"),
                Arguments.of(Map.of(), "{\"a\":", "JSON"),
                Arguments.of(Map.of(), "7", "found number"),
                Arguments.of(headers("application/cloudevents-batch+json"), CLOUD_EVENT, "found object"),
                Arguments.of(headers("application/cloudevents+json"), "[" + CLOUD_EVENT + "]", "found array"),
                Arguments.of(headers("application/cloudevents+xml"), "<event/>", "found application/cloudevents+xml"),
                Arguments.of(headers("application/cloudevents+json"), "{\"id\":\"1\"}", "\"specversion\""),
                Arguments.of(Map.of(), CLOUD_EVENT.replace("1.0", "0.3"), "version 0.3"),
                Arguments.of(Map.of(), CLOUD_EVENT.replace("\"type\"", "\"kind\""), "\"type\""),
                Arguments.of(Map.of("ce-specversion", "1.0", "ce-id", "1"), "{}", "\"source\""),
                Arguments.of(
                        headers("application/cloudevents+json"),
                        CLOUD_EVENT.replace("\"data\":{\"id\":\"2950159\"}", "\"data_base64\":\"?\""),
                        "base64"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void what_nobody_can_read_is_refused_with_the_reason(Map<String, String> headers, String body, String reason) {
        MessageContent content = parser.parse(new EventMessage(headers, body));

        assertThat(content).isInstanceOf(MessageContent.Unreadable.class);
        assertThat(((MessageContent.Unreadable) content).reason()).contains(reason);
    }

    @Test
    void one_unreadable_event_does_not_hold_up_the_others() {
        MessageContent.Events events =
                (MessageContent.Events) parser.parse(EventMessage.ofBody("[" + CLOUD_EVENT + ",7]"));

        assertThat(events.events()).hasSize(1);
        assertThat(events.unreadable())
                .containsExactly(new UnreadableEvent("7", "expected an event as a JSON object, found number"));
    }

    @Test
    void headers_of_the_binary_mode_are_decoded_and_data_may_be_any_text() {
        MessageContent.Events events = (MessageContent.Events) parser.parse(new EventMessage(
                Map.of(
                        "Content-Type", "text/plain",
                        "ce-specversion", "1.0",
                        "ce-id", "1",
                        "ce-source", "/s",
                        "ce-type", "t",
                        "ce-subject", "Z%C3%BCrich 100%"),
                "Zürich"));

        assertThat(events.events().get(0).content().path("subject").asText()).isEqualTo("Zürich 100%");
        assertThat(events.events().get(0).content().path("data").asText()).isEqualTo("Zürich");
    }

    @Test
    void event_grid_gets_its_validation_code() {
        String body = "[{\"id\":\"1\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                + "\"data\":{\"validationCode\":\"512d38b6\"}}]";

        assertThat(parser.parse(EventMessage.ofBody(body))).isEqualTo(new MessageContent.Validation("512d38b6"));
    }

    static List<Arguments> keys() {
        return List.of(
                Arguments.of("{\"type\":\"a\",\"ids\":[\"1\",2,\"1\"]}", "/ids", found("1", "2")),
                Arguments.of("{\"type\":\"b\",\"ids\":[\"1\"]}", "/ids", new EventKeys.NotListened()),
                Arguments.of("{\"ids\":[\"1\"]}", "/ids", new EventKeys.NotListened()),
                Arguments.of("{\"type\":\"a\",\"id\":\" ä/? \"}", "/id", found(" ä/? ")),
                Arguments.of(
                        "{\"type\":\"a\",\"ids\":[]}",
                        "/ids",
                        new EventKeys.Unusable("expected at least one key at \"/ids\", found an empty array")),
                Arguments.of(
                        "{\"type\":\"a\"}",
                        "/id",
                        new EventKeys.Unusable("expected a string or an integer at \"/id\", found nothing")),
                Arguments.of(
                        "{\"type\":\"a\",\"id\":1.5}",
                        "/id",
                        new EventKeys.Unusable("expected a string or an integer at \"/id\", found number")),
                Arguments.of(
                        "{\"type\":\"a\",\"id\":\"\"}",
                        "/id",
                        new EventKeys.Unusable("the key at \"/id\": a record key must not be empty")));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void keys_are_found_where_the_definition_says(String body, String pointer, EventKeys expected) {
        HostEvent event = ((MessageContent.Events) parser.parse(EventMessage.ofBody(body)))
                .events()
                .get(0);

        assertThat(EventKeys.of(event, listening(pointer, "a"))).isEqualTo(expected);
    }

    @Test
    void without_a_list_of_types_all_are_listened_to_but_those_of_event_grid_about_itself() {
        HostEvents all = new HostEvents(Set.of(), JsonPointer.compile("/id"), Optional.empty());

        assertThat(EventKeys.of(new HostEvent(Optional.empty(), Json.parse("{\"id\":1}")), all))
                .isEqualTo(found("1"));
        assertThat(EventKeys.of(
                        new HostEvent(
                                Optional.of("Microsoft.EventGrid.SubscriptionDeletedEvent"), Json.parse("{\"id\":1}")),
                        all))
                .isEqualTo(new EventKeys.NotListened());
    }

    private static EventKeys.Found found(String... keys) {
        return new EventKeys.Found(Arrays.stream(keys).map(RecordKey::new).toList());
    }

    private static HostEvents listening(String pointer, String type) {
        return new HostEvents(Set.of(type), JsonPointer.compile(pointer), Optional.empty());
    }

    private static Map<String, String> headers(String contentType) {
        return Map.of("Content-Type", contentType);
    }
}
