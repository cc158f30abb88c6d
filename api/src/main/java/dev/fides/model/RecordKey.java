package dev.fides.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The stable identity of one host record within a sync, exact text: case, spaces and every other character count.
 *
 * @param value the key, 1 to {@value #MAX_LENGTH} characters
 */
public record RecordKey(@JsonValue String value) implements Comparable<RecordKey> {

    /** Longer keys are refused: a batch of 100 of them must still fit into one queue message of 192 KiB. */
    public static final int MAX_LENGTH = 1024;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public RecordKey {
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a record key must not be empty");
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a record key has at most " + MAX_LENGTH + " characters, this one has "
                    + value.length() + ": " + value.substring(0, 60) + "...");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new IllegalArgumentException(
                    "a record key must be Unicode text; this one has half of a surrogate pair: "
                            + value.replaceAll("[\\ud800-\\udfff]", "?"));
        }
    }

    /**
     * A key that is composed of several texts, joined by colons: {@code de:10115}. In a part {@code ~} is written {@code ~0}
     * and {@code :} is written {@code ~1}, as JSON Pointer does it with slashes, so that other parts never make the same key.
     */
    public static RecordKey ofParts(List<String> parts) {
        return new RecordKey(parts.stream()
                .map(part -> part.replace("~", "~0").replace(":", "~1"))
                .collect(Collectors.joining(":")));
    }

    /** The texts that a composed key was made of. */
    public List<String> parts() {
        return Arrays.stream(value.split(":", -1))
                .map(part -> part.replace("~1", ":").replace("~0", "~"))
                .toList();
    }

    @Override
    public int compareTo(RecordKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
