package dev.fides.mapping;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A mapping written in Java: a public class with a public constructor without parameters. One instance serves all
 * threads at once.
 */
public interface MessageMapper {

    /**
     * The target document of a host record. It depends on nothing but the record.
     *
     * @param hostRecord as the host returned it; must not be changed
     * @return an object, or null when the record is not for the target
     * @throws RuntimeException when the record cannot be mapped; it is parked with the exception's message
     */
    JsonNode map(JsonNode hostRecord);

    /** Changes whenever the mapping does, so that records are mapped again although they did not change. */
    String version();
}
