package dev.fides.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.HostEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the page on events are events. */
class EventsPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```|-d '(.*?)'", Pattern.DOTALL);
    private static final HostEvents LISTENING = new HostEvents(
            Set.of("city.created", "city.updated", "city.deleted"), JsonPointer.compile("/data/id"), Optional.empty());

    @Test
    void every_example_names_its_records() throws IOException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "events.md")))
                .results()
                .map(EventsPageTest::body)
                .toList();

        assertThat(examples).hasSize(5).allSatisfy(example -> {
            MessageContent content = new EventParser().parse(EventMessage.ofBody(example));
            assertThat(content).isInstanceOf(MessageContent.Events.class);
            MessageContent.Events events = (MessageContent.Events) content;
            assertThat(events.unreadable()).isEmpty();
            assertThat(events.events())
                    .isNotEmpty()
                    .allSatisfy(
                            event -> assertThat(EventKeys.of(event, LISTENING)).isInstanceOf(EventKeys.Found.class));
        });
    }

    private static String body(MatchResult example) {
        return example.group(1) == null ? example.group(2) : example.group(1);
    }
}
