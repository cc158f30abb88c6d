package dev.fides.fakes;

import dev.fides.model.RecordKey;
import java.util.List;
import java.util.stream.Stream;

/** Keys that a store or a queue may stumble over; all of them different records. */
public final class OddKeys {
    private OddKeys() {}

    public static List<RecordKey> all() {
        return Stream.of(
                        "a",
                        "A",
                        " a",
                        "a ",
                        " ",
                        "a/b",
                        "a\\b",
                        "a?b",
                        "a#b",
                        "a%2Fb",
                        "a~2Fb",
                        "a%b",
                        "a~b",
                        "a:b",
                        "\"quoted\" 'quoted'",
                        "new\nline\ttab\u0000nul",
                        "Ünïcode",
                        "U\u0308ni\u0308code",
                        "日本",
                        "🌍",
                        "\u2028",
                        ".",
                        "..",
                        "x".repeat(RecordKey.MAX_LENGTH),
                        "x".repeat(RecordKey.MAX_LENGTH - 1) + "y",
                        "/".repeat(RecordKey.MAX_LENGTH),
                        "日".repeat(RecordKey.MAX_LENGTH))
                .map(RecordKey::new)
                .toList();
    }
}
