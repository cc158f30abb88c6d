package dev.fides.config;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses one field of an NCRONTAB expression: {@code *}, values, ranges, steps and lists of them. */
final class CronField {

    private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private CronField() {}

    static String monthNumbers(String field) {
        return numbers(field, MONTHS, 1);
    }

    static String dayNumbers(String field) {
        return numbers(field, DAYS, 0);
    }

    /** Names may be written in full; their first three letters tell which is meant. */
    private static String numbers(String field, List<String> names, int first) {
        return NAME.matcher(field).replaceAll(found -> {
            String name = found.group().toLowerCase(Locale.ROOT);
            int index = name.length() < 3 ? -1 : names.indexOf(name.substring(0, 3));
            return index < 0 ? found.group() : Integer.toString(index + first);
        });
    }

    static NavigableSet<Integer> parse(String name, String field, int min, int max) {
        NavigableSet<Integer> values = new TreeSet<>();
        for (String item : field.split(",", -1)) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                throw fault(name, item, min, max);
            }
            int step = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            int from = matcher.group(1) == null ? min : Integer.parseInt(matcher.group(1));
            int to = end(matcher, from, max);
            if (step == 0 || from < min || to > max || from > to) {
                throw fault(name, item, min, max);
            }
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return Collections.unmodifiableNavigableSet(values);
    }

    /** {@code a/n} means from a to the end, {@code a} alone just a. */
    private static int end(Matcher matcher, int from, int max) {
        if (matcher.group(2) != null) {
            return Integer.parseInt(matcher.group(2));
        }
        return matcher.group(1) == null || matcher.group(3) != null ? max : from;
    }

    private static IllegalArgumentException fault(String name, String item, int min, int max) {
        return new IllegalArgumentException("the " + name + " \"" + item + "\"; expected " + min + " to " + max);
    }
}
