package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The lines that the packaged app writes to its console. */
class ConsoleLineTest {

    @Test
    void a_line_names_the_sync_the_run_and_the_key_that_it_is_about() throws JoranException {
        assertThat(line(Map.of("sync", "cities", "run", "20261129T132532.941Z-f3f908", "key", "a b")))
                .endsWith("INFO  EngineLog - record parked sync=cities run=20261129T132532.941Z-f3f908 key=a b\n");
    }

    @Test
    void what_is_not_known_is_not_named() throws JoranException {
        assertThat(line(Map.of("sync", "cities", "key", "7"))).endsWith("record parked sync=cities key=7\n");
        assertThat(line(Map.of())).endsWith("record parked\n");
    }

    @Test
    void a_key_cannot_write_a_line_of_its_own() throws JoranException {
        assertThat(line(Map.of("sync", "cities", "key", "7\n13:00:00.000 ERROR forged\u001b[2J")))
                .endsWith("record parked sync=cities key=7?13:00:00.000 ERROR forged?[2J\n")
                .containsOnlyOnce("\n");
    }

    private static String line(Map<String, String> context) throws JoranException {
        LoggerContext logs = new LoggerContext();
        logs.setMDCAdapter(new LogbackMDCAdapter());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(logs);
        configurator.doConfigure(ConsoleLineTest.class.getResource("/logback.xml"));
        var appender = (ConsoleAppender<ILoggingEvent>) logs.getLogger("ROOT").getAppender("CONSOLE");
        Encoder<ILoggingEvent> encoder = appender.getEncoder();
        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(logs);
        event.setLoggerName("dev.fides.telemetry.EngineLog");
        event.setLevel(Level.INFO);
        event.setMessage("record parked");
        event.setMDCPropertyMap(context);
        event.setInstant(Instant.parse("2026-11-29T13:26:11Z"));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
