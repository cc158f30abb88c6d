package dev.fides.local.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;

/** Decodes what addresses encode; what cannot be decoded stays as it is. */
public final class PercentEncoding {

    private PercentEncoding() {}

    /** A part of a path, in which a plus sign means itself. */
    public static String decodePath(String raw) {
        return decode(raw, raw.replace("+", "%2B"));
    }

    /** A name or value of a query, in which a plus sign means a space. */
    public static String decodeQuery(String raw) {
        return decode(raw, raw);
    }

    private static String decode(String raw, String prepared) {
        try {
            return URLDecoder.decode(prepared, UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
