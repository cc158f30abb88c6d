package dev.fides.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * Reads and writes JSON trees: numbers keep every digit, and what different readers could understand differently
 * (doubled members, text after the end) is refused.
 */
public final class Json {

    /** Deeper than any record of a data service, shallow enough for every recursive walk over it. */
    public static final int MAX_NESTING = 256;

    /** Jackson names the source of an opening bracket, which says nothing to a reader and is left out. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: [^\\]]*; (line: \\d+, column: \\d+)\\]");

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Stripping would turn 100.0 into 1E+2 on its way to the target.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final ObjectReader READER = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /** Reading a body from a stream; the stream's own faults are passed on. */
    public static JsonNode parse(InputStream json) throws IOException {
        return parsed(() -> READER.readValue(json));
    }

    /**
     * Reads a text.
     *
     * @throws InvalidJsonException when it is not one JSON value
     */
    public static JsonNode parse(String json) {
        try {
            return parsed(() -> READER.readValue(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads UTF-8 bytes.
     *
     * @throws InvalidJsonException when they are not one JSON value
     */
    public static JsonNode parse(byte[] json) {
        try {
            return parsed(() -> READER.readValue(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a part of UTF-8 bytes. */
    static JsonNode parse(byte[] json, int from, int to) {
        try {
            return parsed(() -> READER.readValue(json, from, to - from));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree as UTF-8 bytes, numbers and member order as they are. */
    public static byte[] write(JsonNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tree as text, for messages. */
    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Reading {
        JsonNode read() throws IOException;
    }

    private static JsonNode parsed(Reading reading) throws IOException {
        JsonNode node;
        try {
            node = reading.read();
        } catch (JacksonException e) {
            throw new InvalidJsonException(message(e));
        } catch (NumberFormatException e) {
            // Jackson lets it out where an exponent has more than ten digits.
            throw new InvalidJsonException(Excerpt.of(e.getMessage()));
        }
        if (node.isMissingNode()) {
            throw new InvalidJsonException("nothing there; expected JSON");
        }
        return node;
    }

    private static String message(JacksonException e) {
        JsonLocation location = e.getLocation();
        String where =
                location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
        String text = SOURCE.matcher(e.getOriginalMessage()).replaceAll("$1");
        return Excerpt.of(text) + where;
    }
}
