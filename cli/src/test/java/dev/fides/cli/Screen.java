package dev.fides.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a terminal shows of what is written to it: of its controls those that are used here, and wrapping as usual. */
final class Screen {

    private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String CLEAR_TO_END = "\u001b[K";

    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private int column;
    private int wraps;

    Screen(int columns) {
        this.columns = columns;
    }

    void write(String text) {
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == '\r') {
                column = 0;
            } else if (next == '\n') {
                rows.add(new StringBuilder());
            } else if (text.startsWith(CLEAR_TO_END, i)) {
                row().setLength(Math.min(column, row().length()));
                i += CLEAR_TO_END.length() - 1;
            } else if (STYLE.matcher(text).region(i, text.length()).lookingAt()) {
                i = text.indexOf('m', i);
            } else if (next < ' ') {
                throw new AssertionError("nobody taught this screen the control " + (int) next + " in " + text);
            } else {
                put(next);
            }
        }
    }

    private void put(char next) {
        if (column == columns) {
            rows.add(new StringBuilder());
            column = 0;
            wraps++;
        }
        while (row().length() <= column) {
            row().append(' ');
        }
        row().setCharAt(column++, next);
    }

    private StringBuilder row() {
        return rows.get(rows.size() - 1);
    }

    List<String> rows() {
        return rows.stream().map(row -> row.toString().stripTrailing()).toList();
    }

    /** How often a line went on in the next row because it was too long. */
    int wraps() {
        return wraps;
    }
}
