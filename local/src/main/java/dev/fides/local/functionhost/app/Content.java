package dev.fides.local.functionhost.app;

import java.nio.charset.StandardCharsets;

/** The bytes of a body or a message. */
public final class Content {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final byte[] bytes;

    public Content(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** The bytes read as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The text in bytes again: without a byte-order mark, and with a replacement for what is no UTF-8. */
    public Content asText() {
        String text = text();
        return new Content(
                (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).getBytes(StandardCharsets.UTF_8));
    }
}
