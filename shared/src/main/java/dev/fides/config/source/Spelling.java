package dev.fides.config.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
public final class Spelling {

    private static final int MAX_DISTANCE = 2;

    private Spelling() {}

    /** A half-sentence to append to a message, empty where nothing is close. */
    public static String didYouMean(String word, Collection<String> known) {
        return closest(word, known)
                .map(name -> "; did you mean \"" + name + "\"?")
                .orElse("");
    }

    private static Optional<String> closest(String word, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(word, name) <= Math.min(MAX_DISTANCE, name.length() / 2))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** Levenshtein's distance, upper and lower case being the same. */
    private static int distance(String one, String other) {
        String a = one.toLowerCase(Locale.ROOT);
        String b = other.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
