package dev.fides.rest.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Bytes that come in parts. An array that grows would take up to four times as much while a large answer comes. */
final class Parts {

    private final Deque<byte[]> parts = new ArrayDeque<>();
    private int size;

    void add(byte[] part) {
        parts.add(part);
        size += part.length;
    }

    int size() {
        return size;
    }

    /** All of them, which are given up with it. */
    byte[] joined() {
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part = parts.poll(); part != null; part = parts.poll()) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        size = 0;
        return all;
    }
}
