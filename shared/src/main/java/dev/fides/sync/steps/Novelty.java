package dev.fides.sync.steps;

import java.util.List;

/**
 * Tells pages that bring something new from pages that bring only what this step has read before, as those of a listing do
 * that goes round. It remembers a hash of each key, up to a number that bounds its memory; a listing that goes round
 * after more than that is noticed by its cursors and digests of pages.
 */
final class Novelty {

    /** Eight megabytes at most; more records than a step reads. */
    private static final int MOST = 1 << 19;

    /** A page without anything new comes about when records move while they are listed; so many in a row do not. */
    static final int PAGES = 3;

    private long[] hashes = new long[1 << 10];
    private int size;
    private int pages;

    /** Takes the keys of a page; says whether the listing goes round. */
    boolean goesRound(List<String> keys) {
        boolean news = keys.isEmpty();
        for (String key : keys) {
            news |= add(key);
        }
        pages = news ? 0 : pages + 1;
        return pages >= PAGES;
    }

    /** Whether it is not known yet, or there is no more room to know it. */
    private boolean add(String key) {
        long hash = hash(key);
        int place = place(hashes, hash);
        if (hashes[place] == hash) {
            return false;
        }
        if (size < MOST) {
            hashes[place] = hash;
            size++;
            if (size * 2 > hashes.length) {
                grow();
            }
        }
        return true;
    }

    private void grow() {
        long[] larger = new long[hashes.length * 2];
        for (long hash : hashes) {
            if (hash != 0) {
                larger[place(larger, hash)] = hash;
            }
        }
        hashes = larger;
    }

    /** Where a hash is, or would be. */
    private static int place(long[] table, long hash) {
        int place = (int) (hash & (table.length - 1));
        while (table[place] != 0 && table[place] != hash) {
            place = (place + 1) & (table.length - 1);
        }
        return place;
    }

    /** 64 bits (FNV-1a, mixed); never 0, which stands for an empty place. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash ^= hash >>> 32;
        return hash == 0 ? 1 : hash;
    }
}
