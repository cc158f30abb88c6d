package dev.fides.functions;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads what the Service Bus binding tells about a message. */
final class MessageMetadata {

    private MessageMetadata() {}

    /**
     * An instant as the Java worker hands it over: the JSON text of a .NET {@code DateTime}, quotes included, in UTC with
     * or without saying so.
     */
    static Instant instant(String json) {
        String text = json.replace("\"", "");
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }
}
