package dev.fides.local.terminal;

import java.util.ArrayList;
import java.util.List;

/** Breaks lines between words. */
final class Folding {

    private static final int FURTHER = 4;

    private Folding() {}

    static List<String> fold(String line, int width) {
        if (line.length() <= width) {
            return List.of(line);
        }
        List<String> lines = new ArrayList<>();
        String indent = " ".repeat(line.length() - line.stripLeading().length() + FURTHER);
        String rest = line;
        while (rest.length() > width) {
            int start = rest.length() - rest.stripLeading().length();
            int end = rest.lastIndexOf(' ', width);
            if (end <= start) {
                // A word that is longer than the line: it stays whole, so that it can be copied.
                end = rest.indexOf(' ', start);
            }
            if (end < 0) {
                break;
            }
            lines.add(rest.substring(0, end).stripTrailing());
            rest = indent + rest.substring(end).strip();
        }
        lines.add(rest);
        return lines;
    }
}
