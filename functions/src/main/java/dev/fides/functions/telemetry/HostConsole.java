package dev.fides.functions.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Iterator;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/**
 * The console of the worker. On Azure the Functions host reads it line by line and stores each line where the exporter
 * stores it too, without sync, run and key, and at a price.
 */
final class HostConsole {

    private HostConsole() {}

    /** Keeps these lines from the console from now on; all others still go there. */
    static void leaveOut(Predicate<ILoggingEvent> exported) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        Iterator<Appender<ILoggingEvent>> appenders =
                context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        while (appenders.hasNext()) {
            if (appenders.next() instanceof ConsoleAppender<ILoggingEvent> console) {
                console.addFilter(new Exported(exported));
            }
        }
    }

    private static final class Exported extends Filter<ILoggingEvent> {
        private final Predicate<ILoggingEvent> exported;

        Exported(Predicate<ILoggingEvent> exported) {
            this.exported = exported;
            start();
        }

        @Override
        public FilterReply decide(ILoggingEvent event) {
            return exported.test(event) ? FilterReply.DENY : FilterReply.NEUTRAL;
        }
    }
}
