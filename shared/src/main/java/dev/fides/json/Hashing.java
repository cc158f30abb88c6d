package dev.fides.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.model.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Hashes of canonical JSON: the first 128 bits of SHA-256. */
public final class Hashing {

    private static final int BYTES = 16;

    private Hashing() {}

    /**
     * The hash of a mapped document.
     *
     * @param writeShape identifies how the document is written; another way makes another hash
     */
    public static Hash contentHash(JsonNode document, String writeShape) {
        return sourceHash(document, CanonicalForm.WHOLE, writeShape);
    }

    /**
     * The hash of a host record under a mapping: it changes when either does.
     *
     * @param form what of the record counts
     */
    public static Hash sourceHash(JsonNode hostRecord, CanonicalForm form, String fingerprint) {
        MessageDigest digest = sha256();
        digest.update(fingerprint.getBytes(StandardCharsets.UTF_8));
        // Canonical JSON never has this byte, so nothing can move between the two parts unnoticed.
        digest.update((byte) 0);
        CanonicalJson.write(hostRecord, form, digest::update);
        return hash(digest);
    }

    /** The hash of several texts in their order, told apart by their lengths. */
    public static Hash textHash(Iterable<String> texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return hash(digest);
    }

    /** The first 64 bits of a text's SHA-256: enough to tell apart a few thousand texts, where a mistake does no harm. */
    public static long shortHash(String text) {
        return ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)))
                .getLong();
    }

    /** The hash of bytes from a place to before another one. */
    static Hash bytesHash(byte[] bytes, int from, int to) {
        MessageDigest digest = sha256();
        digest.update(bytes, from, to - from);
        return hash(digest);
    }

    private static Hash hash(MessageDigest digest) {
        byte[] first = Arrays.copyOf(digest.digest(), BYTES);
        return new Hash(Base64.getUrlEncoder().withoutPadding().encodeToString(first));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
