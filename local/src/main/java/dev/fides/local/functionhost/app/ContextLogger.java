package dev.fides.local.functionhost.app;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.slf4j.LoggerFactory;

/** The {@code java.util.logging} logger that functions get from their context; its lines go to the host's log. */
final class ContextLogger {
    private ContextLogger() {}

    static Logger of(String functionName) {
        Logger logger = Logger.getAnonymousLogger();
        logger.setUseParentHandlers(false);
        logger.setLevel(Level.ALL);
        logger.addHandler(new ToSlf4j(LoggerFactory.getLogger("function." + functionName)));
        return logger;
    }

    private static final class ToSlf4j extends Handler {
        private final org.slf4j.Logger target;
        private final SimpleFormatter formatter = new SimpleFormatter();

        ToSlf4j(org.slf4j.Logger target) {
            this.target = target;
        }

        @Override
        public void publish(LogRecord line) {
            target.atLevel(level(line.getLevel()))
                    .setCause(line.getThrown())
                    .log(formatter.formatMessage(line).replace("{}", "{ }"));
        }

        private static org.slf4j.event.Level level(Level level) {
            if (level.intValue() >= Level.SEVERE.intValue()) {
                return org.slf4j.event.Level.ERROR;
            }
            if (level.intValue() >= Level.WARNING.intValue()) {
                return org.slf4j.event.Level.WARN;
            }
            return level.intValue() >= Level.INFO.intValue() ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.DEBUG;
        }

        @Override
        public void flush() {
            // Nothing is held back here.
        }

        @Override
        public void close() {
            // There is nothing to let go of.
        }
    }
}
