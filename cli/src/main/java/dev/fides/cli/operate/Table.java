package dev.fides.cli.operate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Rows below a heading. Where there is too little room for all columns the least important ones are left out, and then the
 * widest that may be is cut: what is left out is in the answer that machines get.
 */
final class Table {

    private static final int GAP = 2;
    private static final String CUT = "..";

    /** Less tells nothing any more. */
    private static final int LEAST_WIDTH = 8;

    private final List<Column> columns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * One column.
     *
     * @param rank 1 stays longest where there is too little room
     * @param number whether it is aligned to the right
     * @param whole whether half of it is of no use, as of an id that other commands want
     */
    record Column(String heading, int rank, boolean number, boolean whole) {

        static Column text(String heading, int rank) {
            return new Column(heading, rank, false, false);
        }

        static Column id(String heading) {
            return new Column(heading, 1, false, true);
        }

        static Column number(String heading, int rank) {
            return new Column(heading, rank, true, false);
        }
    }

    Table(Column... columns) {
        this.columns = List.of(columns);
    }

    void add(String... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException("expected " + columns.size() + " cells, found " + cells.length);
        }
        rows.add(List.of(cells));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    List<String> lines(OptionalInt room) {
        List<Integer> shown =
                new ArrayList<>(IntStream.range(0, columns.size()).boxed().toList());
        if (room.isPresent()) {
            while (shown.size() > 1 && leastWidth(shown) > room.getAsInt()) {
                shown.remove(shown.stream()
                        .max(Comparator.comparingInt(
                                column -> columns.get(column).rank()))
                        .orElseThrow());
            }
        }
        int[] widths = shown.stream().mapToInt(this::width).toArray();
        room.ifPresent(all -> cut(shown, widths, all));
        List<String> lines = new ArrayList<>();
        lines.add(line(shown, widths, columns.stream().map(Column::heading).toList()));
        rows.forEach(row -> lines.add(line(shown, widths, row)));
        return lines;
    }

    /** With its widest column cut as far as may be. */
    private int leastWidth(List<Integer> shown) {
        int[] widths = shown.stream().mapToInt(this::width).toArray();
        int widest = shown.stream()
                .filter(column -> !columns.get(column).whole())
                .mapToInt(this::width)
                .max()
                .orElse(0);
        return sum(widths) - widest + Math.min(widest, LEAST_WIDTH * GAP);
    }

    private static int sum(int[] widths) {
        return IntStream.of(widths).sum() + GAP * (widths.length - 1);
    }

    private void cut(List<Integer> shown, int[] widths, int room) {
        int over = sum(widths) - room;
        if (over > 0) {
            int widest = IntStream.range(0, widths.length)
                    .boxed()
                    .filter(place ->
                            shown.size() == 1 || !columns.get(shown.get(place)).whole())
                    .max(Comparator.comparingInt(column -> widths[column]))
                    .orElseThrow();
            widths[widest] = Math.max(LEAST_WIDTH, widths[widest] - over);
        }
    }

    private int width(int column) {
        return Math.max(
                columns.get(column).heading().length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private String line(List<Integer> shown, int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            Column column = columns.get(shown.get(i));
            String cell = fitting(cells.get(shown.get(i)), widths[i]);
            String space = " ".repeat(widths[i] - cell.length());
            line.append(column.number() ? space + cell : cell + space).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private static String fitting(String cell, int width) {
        if (cell.length() <= width) {
            return cell;
        }
        int end = width - CUT.length();
        return cell.substring(0, Character.isHighSurrogate(cell.charAt(end - 1)) ? end - 1 : end) + CUT;
    }
}
