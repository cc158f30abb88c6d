package dev.fides.telemetry;

import dev.fides.run.Run;
import io.opentelemetry.api.common.AttributeKey;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Names and spellings that metrics, spans and logs share; docs/telemetry.md lists them for readers. */
final class Names {

    /** Of the meter and the tracer. */
    static final String SCOPE = "dev.fides";

    static final AttributeKey<String> SYNC = AttributeKey.stringKey("sync");
    static final AttributeKey<String> RUN = AttributeKey.stringKey("run");
    static final AttributeKey<String> RUN_TYPE = AttributeKey.stringKey("run.type");
    static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
    static final AttributeKey<String> OPERATION = AttributeKey.stringKey("operation");
    static final AttributeKey<String> SIDE = AttributeKey.stringKey("side");
    static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
    static final AttributeKey<String> ATTEMPT = AttributeKey.stringKey("attempt");
    static final AttributeKey<String> CHANGE = AttributeKey.stringKey("change");
    static final AttributeKey<String> QUEUE = AttributeKey.stringKey("queue");

    /** Stands for the run type of changes that belong to no run: events and requests. */
    static final String NO_RUN = "none";

    private Names() {}

    /** As it is written in attributes: lower case, words joined by hyphens. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String runType(Optional<Run> run) {
        return run.map(Run::type).map(Names::word).orElse(NO_RUN);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
