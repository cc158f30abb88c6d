package dev.fides.config;

import dev.fides.json.Hashing;
import dev.fides.model.RecordKey;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** What a target takes for the same id. */
public enum IdComparison {
    /** Every character counts, as far as the definition tells: an unknown target may see it otherwise. */
    EXACT,
    /** Letter case does not count. */
    IGNORE_CASE;

    /** The key of the state that says which record owns an id: the same for ids that the target takes for the same. */
    public RecordKey ownerKey(String id) {
        String normal = this == IGNORE_CASE ? id.toLowerCase(Locale.ROOT) : id;
        boolean usable = normal.length() <= RecordKey.MAX_LENGTH
                && StandardCharsets.UTF_8.newEncoder().canEncode(normal);
        return new RecordKey(
                usable ? normal : "id-" + Hashing.textHash(List.of(normal)).text());
    }

    /** Whether a target may take two different ids for the same, since many do not tell case, form or blanks apart. */
    public static boolean mayBeSame(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String id) {
        return Normalizer.normalize(id, Normalizer.Form.NFKC)
                .strip()
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
