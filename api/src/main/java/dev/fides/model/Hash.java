package dev.fides.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The first 128 bits of a SHA-256 digest.
 *
 * @param text base64url without padding, 22 characters
 */
public record Hash(@JsonValue String text) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Hash {
        if (text == null || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a hash is 22 characters of base64url, not: " + text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
