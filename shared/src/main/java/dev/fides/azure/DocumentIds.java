package dev.fides.azure;

import dev.fides.model.RecordKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Ids that Cosmos DB takes: at most 1,023 bytes, without {@code / \ ? #}; kept to ASCII, because clients and tools
 * differ in how they treat the rest in a URL.
 */
final class DocumentIds {

    static final int MAX_LENGTH = 1023;

    private static final String SAFE = "_.-:";
    private static final int HASH_LENGTH = 43;

    private DocumentIds() {}

    /** {@code {sync}:{key}}, both escaped. */
    static String of(String sync, RecordKey key) {
        return bounded(escape(sync).replace(":", "~3A") + ":" + escape(key.value()));
    }

    /** An id of one part. */
    static String of(String text) {
        return bounded(escape(text));
    }

    /**
     * Escapes what is not plain: {@code ~} with two hexadecimal digits for ASCII, {@code ~u} with four for each UTF-16
     * unit beyond. Different texts stay different, lone surrogates included, and what starts alike stays alike.
     */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || SAFE.indexOf(c) >= 0)) {
                escaped.append(c);
            } else {
                escaped.append(c < 0x80 ? "~%02X".formatted((int) c) : "~u%04X".formatted((int) c));
            }
        }
        return escaped.toString();
    }

    /** Longer ids end in a hash of the whole after {@code ~~}, which no escaped text contains. */
    private static String bounded(String id) {
        if (id.length() <= MAX_LENGTH) {
            return id;
        }
        return id.substring(0, MAX_LENGTH - HASH_LENGTH - 2) + "~~" + sha256(id);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
