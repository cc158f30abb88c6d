package dev.fides.functions.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.logs.Severity;
import java.time.Instant;

/**
 * Hands log lines on to an OpenTelemetry exporter, with what their MDC says. Of libraries only what warns is taken, and
 * nothing of the exporter itself: it would talk about its own talking.
 */
final class LogExporter extends AppenderBase<ILoggingEvent> {

    private static final String OWN = "dev.fides";

    private final LoggerProvider loggers;

    LogExporter(LoggerProvider loggers) {
        this.loggers = loggers;
        setName("telemetry");
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!isWanted(event)) {
            return;
        }
        LogRecordBuilder log = loggers.get(event.getLoggerName())
                .logRecordBuilder()
                .setTimestamp(Instant.ofEpochMilli(event.getTimeStamp()))
                .setSeverity(severity(event.getLevel()))
                .setSeverityText(event.getLevel().toString())
                .setBody(event.getFormattedMessage());
        event.getMDCPropertyMap().forEach((key, value) -> log.setAttribute(AttributeKey.stringKey(key), value));
        if (event.getThrowableProxy() != null) {
            log.setAttribute(
                    AttributeKey.stringKey("exception.type"),
                    event.getThrowableProxy().getClassName());
            log.setAttribute(
                    AttributeKey.stringKey("exception.message"),
                    event.getThrowableProxy().getMessage());
            log.setAttribute(
                    AttributeKey.stringKey("exception.stacktrace"),
                    ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        log.emit();
    }

    /** Whether this line is handed on. */
    static boolean isWanted(ILoggingEvent event) {
        String name = event.getLoggerName();
        if (name.startsWith("com.azure.monitor") || name.startsWith("io.opentelemetry")) {
            return false;
        }
        return event.getLevel().isGreaterOrEqual(name.startsWith(OWN) ? Level.INFO : Level.WARN);
    }

    private static Severity severity(Level level) {
        if (level.isGreaterOrEqual(Level.ERROR)) {
            return Severity.ERROR;
        }
        return level.isGreaterOrEqual(Level.WARN) ? Severity.WARN : Severity.INFO;
    }
}
