package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.HostEvents;
import dev.fides.config.HostEvents.TypeAt;
import dev.fides.model.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Events in the words of senders that know no CloudEvents. */
class SendersHabitsTest {

    private final EventParser parser = new EventParser();

    @Test
    void the_type_may_lie_in_any_member() {
        HostEvents listening =
                listening(Set.of("order.updated", "7", "true"), new TypeAt.Member(at("/meta/topic")), "");

        assertThat(keys("{'meta':{'topic':'order.updated'},'id':1}", Map.of(), listening))
                .containsExactly(found("1"));
        assertThat(keys("{'meta':{'topic':7},'id':1}", Map.of(), listening)).containsExactly(found("1"));
        assertThat(keys("{'meta':{'topic':true},'id':1}", Map.of(), listening)).containsExactly(found("1"));
        assertThat(keys("{'meta':{'topic':'order.seen'},'id':1}", Map.of(), listening))
                .containsExactly(new EventKeys.NotListened());
        assertThat(keys("{'type':'order.updated','id':1}", Map.of(), listening))
                .as("a type elsewhere")
                .containsExactly(new EventKeys.NotListened());
    }

    @Test
    void the_type_may_lie_in_a_header() {
        HostEvents listening = listening(Set.of("products/update"), new TypeAt.Header("X-Shopify-Topic"), "");

        assertThat(keys("{'id':1,'type':'other'}", Map.of("X-Shopify-Topic", "products/update"), listening))
                .containsExactly(found("1"));
        assertThat(keys("{'id':1}", Map.of("X-Shopify-Topic", "products/create"), listening))
                .containsExactly(new EventKeys.NotListened());
        assertThat(keys("{'id':1}", Map.of(), listening)).containsExactly(new EventKeys.NotListened());
    }

    @Test
    void the_events_may_lie_in_a_list_within_the_body_and_a_bad_one_holds_up_no_other() {
        HostEvents listening = listening(Set.of("a"), new TypeAt.Usual(), "/batch/events");
        String body = "{'batch':{'events':[{'type':'a','id':1},{'type':'b','id':2},5,{'type':'a','id':3}]}}";

        assertThat(keys(body, Map.of(), listening))
                .containsExactly(found("1"), new EventKeys.NotListened(), found("3"));
        MessageContent.Events events = (MessageContent.Events) content(body, Map.of(), listening);
        assertThat(events.unreadable()).singleElement().satisfies(bad -> {
            assertThat(bad.text()).isEqualTo("5");
            assertThat(bad.reason()).contains("expected an event as a JSON object at \"/batch/events\", found number");
        });
        assertThat(content("{'batch':{}}", Map.of(), listening))
                .isEqualTo(new MessageContent.Unreadable(
                        "expected an array of events at \"/batch/events\", found nothing"));
    }

    private MessageContent content(String body, Map<String, String> headers, HostEvents listening) {
        EventMessage message = new EventMessage(headers, body.replace('\'', '"'));
        return parser.parse(message).of(message, listening);
    }

    private List<EventKeys> keys(String body, Map<String, String> headers, HostEvents listening) {
        MessageContent.Events events = (MessageContent.Events) content(body, headers, listening);
        return events.events().stream()
                .map(event -> EventKeys.of(event, listening))
                .toList();
    }

    private static HostEvents listening(Set<String> types, TypeAt typeAt, String list) {
        return new HostEvents(
                types,
                typeAt,
                Optional.of(list).filter(l -> !l.isEmpty()).map(SendersHabitsTest::at),
                at("/id"),
                Optional.empty());
    }

    private static EventKeys found(String key) {
        return new EventKeys.Found(List.of(new RecordKey(key)));
    }

    private static JsonPointer at(String pointer) {
        return JsonPointer.compile(pointer);
    }
}
