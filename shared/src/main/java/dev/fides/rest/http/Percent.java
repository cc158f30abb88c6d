package dev.fides.rest.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Percent-encoding of RFC 3986. */
public final class Percent {

    private static final String UNRESERVED = "-._~";
    private static final String LEGAL_IN_URI = UNRESERVED + ":/?#[]@!$&'()*+,;=%";

    private Percent() {}

    /** Everything but unreserved characters is encoded, so that a value can never be taken for more than one. */
    public static String encode(String text) {
        return encode(text, UNRESERVED);
    }

    /** A parameter's name: {@code $} stays readable and is what some services insist on. */
    public static String encodeName(String text) {
        return encode(text, UNRESERVED + "$");
    }

    /** Only what a URI cannot hold at all is encoded, as in links that services write carelessly. */
    public static String repair(String link) {
        return encode(link, LEGAL_IN_URI);
    }

    private static String encode(String text, String kept) {
        StringBuilder encoded = new StringBuilder(text.length() + 16);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (alphanumeric || kept.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(String.format(Locale.ROOT, "%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
