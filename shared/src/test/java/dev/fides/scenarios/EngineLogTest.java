package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.fides.host.InvalidRecord;
import dev.fides.run.RunType;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

final class EngineLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.fides.telemetry");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ObservedWorld observed = new ObservedWorld(OpenTelemetry.noop());

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void a_parked_record_has_a_line_with_its_reason_sync_run_and_key() {
        observed.world.host.put("a", "bad");
        observed.importFor(Duration.ZERO);

        assertThat(beginningWith("record parked: mapping")).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getMDCPropertyMap())
                    .containsEntry("sync", "cities")
                    .containsEntry("key", "a")
                    .containsKey("run");
        });
    }

    @Test
    void a_clean_up_ends_with_what_it_counted() {
        observed.world.host.put("a", "one");
        observed.world.host.put("b", "two");
        observed.importFor(Duration.ZERO);

        observed.workFor(RunType.CLEAN_UP, Duration.ZERO);

        assertThat(beginningWith("run ended: clean-up"))
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .endsWith("checked 2 (2 present)");
    }

    @Test
    void what_is_wrong_with_a_listing_has_a_line_without_the_items() {
        observed.world.host.addInvalid(new InvalidRecord(1, "expected a string at \"/id\"", "{\"x\":\"body-of-it\"}"));
        observed.world.host.put("a", "body-of-it");
        observed.world.host.listAlso(0, "a", "another body-of-it");
        observed.importFor(Duration.ZERO);

        assertThat(beginningWith("listing invalid: page 1: expected a string at \"/id\""))
                .singleElement()
                .satisfies(line -> assertThat(line.getLevel()).isEqualTo(Level.WARN));
        assertThat(beginningWith("listing invalid: page 1: expected every key once"))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("sync", "cities")
                        .containsEntry("key", "a")
                        .containsKey("run"));
        assertThat(lines.list).noneMatch(line -> line.getFormattedMessage().contains("body-of-it"));
    }

    @Test
    void a_snapshot_that_is_wrong_has_a_line() {
        observed.world.host.put("a", "1");
        observed.importFor(Duration.ofMinutes(5));
        observed.importFor(Duration.ofMinutes(5));
        observed.world.states.remove("cities", 1);
        observed.importFor(Duration.ZERO);

        assertThat(beginningWith("snapshot wrong:"))
                .singleElement()
                .satisfies(line -> assertThat(line.getMDCPropertyMap())
                        .containsEntry("sync", "cities")
                        .containsEntry("key", "a")
                        .containsKey("run"));
    }

    @Test
    void a_run_has_a_line_when_it_is_queued_and_one_when_it_ends() {
        observed.world.host.fill(3);
        observed.importFor(Duration.ZERO);

        assertThat(beginningWith("run queued: " + RunType.IMPORT.slot())).hasSize(1);
        assertThat(beginningWith("run ended: import of cities, COMPLETED; read 3 (3 changed), 3 published"))
                .hasSize(1);
    }

    @Test
    void a_step_that_fails_has_a_line_with_its_cause() {
        observed.world.host.down();
        observed.importFor(Duration.ZERO);

        assertThat(beginningWith("step failed:"))
                .first()
                .satisfies(line -> assertThat(line.getThrowableProxy()).isNotNull());
    }

    @Test
    void no_line_has_the_body_of_a_record() {
        observed.world.host.put("a", "body-of-a");
        observed.world.target.refuse("a");
        observed.importFor(Duration.ofMinutes(2));

        assertThat(lines.list)
                .isNotEmpty()
                .noneMatch(line -> line.getFormattedMessage().contains("body-of-a"));
    }

    @Test
    void the_log_context_ends_with_the_work() {
        observed.world.host.fill(3);
        observed.importFor(Duration.ZERO);

        assertThat(MDC.get("sync")).isNull();
    }

    private List<ILoggingEvent> beginningWith(String text) {
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().startsWith(text))
                .toList();
    }
}
