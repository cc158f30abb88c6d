package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.mapping.MessageMapper;

/** A mapping in Java, which changes nothing. */
public final class PlainMapping implements MessageMapper {

    @Override
    public JsonNode map(JsonNode hostRecord) {
        return hostRecord;
    }

    @Override
    public String version() {
        return "1";
    }
}
