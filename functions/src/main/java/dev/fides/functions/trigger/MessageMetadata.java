package dev.fides.functions.trigger;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** Reads the metadata that the Service Bus binding has of a message. */
final class MessageMetadata {

    private MessageMetadata() {}

    /**
     * How often a message was delivered, this time included; 1 where a member of its body has taken the place of that.
     *
     * @param text as the Java worker hands it over
     */
    static int deliveries(String text) {
        try {
            return Math.max(1, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            return 1;
        }
    }

    /**
     * An instant as the Java worker hands it over: the JSON text of a .NET {@code DateTime}, quotes included, in UTC
     * where it does not say otherwise.
     */
    static Instant instant(String json) {
        TemporalAccessor time = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                json.replace("\"", ""), OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }
}
