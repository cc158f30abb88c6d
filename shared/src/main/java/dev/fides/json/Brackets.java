package dev.fides.json;

import java.util.Arrays;

/** The brackets that are open, one bit for each, however deep. */
final class Brackets {

    private long[] bits = new long[4];
    private int depth;

    void clear() {
        depth = 0;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    void push(boolean brace) {
        int word = depth >> 6;
        if (word == bits.length) {
            bits = Arrays.copyOf(bits, bits.length * 2);
        }
        long bit = 1L << depth;
        bits[word] = brace ? bits[word] | bit : bits[word] & ~bit;
        depth++;
    }

    /** Whether the innermost one is a brace; it is closed then. */
    boolean pop() {
        depth--;
        return (bits[depth >> 6] & (1L << depth)) != 0;
    }
}
