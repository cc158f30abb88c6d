package dev.fides.config;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Times described by an NCRONTAB expression: second, minute, hour, day of month, month and day of week, in UTC. A time must
 * match all six fields, also where both day fields are restricted, as in Azure Functions.
 */
public final class Schedule {

    private static final CronDefinition NCRONTAB = CronDefinitionBuilder.defineCron()
            .withSeconds()
            .and()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(0, 6)
            .withMondayDoWValue(1)
            .and()
            .matchDayOfWeekAndDayOfMonth()
            .instance();

    /** What each field is called, and its numbers. */
    private record Field(String name, int min, int max) {

        private static final Pattern ITEM = Pattern.compile("(?:\\*|(\\d{1,2})(?:-(\\d{1,2}))?)(?:/(\\d{1,2}))?");

        /** NCRONTAB knows less than cron-utils does, and wants to be told what was expected. */
        String checked(String field) {
            return Arrays.stream(field.split(",", -1)).map(this::checkedItem).collect(Collectors.joining(","));
        }

        private String checkedItem(String item) {
            Matcher matcher = ITEM.matcher(item);
            if (!matcher.matches()) {
                throw fault(item);
            }
            int from = number(matcher.group(1), min);
            int to = number(matcher.group(2), matcher.group(1) == null ? max : from);
            int step = number(matcher.group(3), 1);
            if (from < min || to > max || from > to || step == 0) {
                throw fault(item);
            }
            // A step over the end leaves the first value alone, which cron-utils does not take.
            return step > max ? Integer.toString(from) : item;
        }

        private static int number(String text, int otherwise) {
            return text == null ? otherwise : Integer.parseInt(text);
        }

        private IllegalArgumentException fault(String item) {
            return new IllegalArgumentException("the " + name + " \"" + item + "\"; expected " + min + " to " + max);
        }
    }

    private static final List<Field> FIELDS = List.of(
            new Field("second", 0, 59),
            new Field("minute", 0, 59),
            new Field("hour", 0, 23),
            new Field("day of month", 1, 31),
            new Field("month", 1, 12),
            new Field("day of week", 0, 6));

    private static final int MONTH = 4;
    private static final int DAY_OF_WEEK = 5;
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]+");

    private final String expression;
    private final ExecutionTime times;

    private Schedule(String expression, Cron cron) {
        this.expression = expression;
        this.times = ExecutionTime.forCron(cron);
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException when the expression is not an NCRONTAB expression of six fields, or never fires
     */
    public static Schedule parse(String expression) {
        String[] fields = expression.trim().split("\\s+", -1);
        if (fields.length != FIELDS.size()) {
            throw new IllegalArgumentException("\"" + expression + "\" has " + fields.length
                    + " fields; expected 6: second minute hour day-of-month month day-of-week");
        }
        fields[MONTH] = numbers(fields[MONTH], MONTHS, 1);
        fields[DAY_OF_WEEK] = numbers(fields[DAY_OF_WEEK], DAYS, 0);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = FIELDS.get(i).checked(fields[i]);
        }
        Schedule schedule = new Schedule(expression, new CronParser(NCRONTAB).parse(String.join(" ", fields)));
        if (schedule.next(Instant.EPOCH).isEmpty()) {
            throw new IllegalArgumentException("\"" + expression + "\" never fires");
        }
        return schedule;
    }

    /** Names may be written in full; their first three letters tell which is meant. */
    private static String numbers(String field, List<String> names, int first) {
        return NAME.matcher(field).replaceAll(found -> {
            String name = found.group().toLowerCase(Locale.ROOT);
            int index = name.length() < 3 ? -1 : names.indexOf(name.substring(0, 3));
            return index < 0 ? found.group() : Integer.toString(index + first);
        });
    }

    /** The first time strictly after the given one. */
    public Instant nextAfter(Instant instant) {
        return next(instant).orElseThrow(() -> new IllegalStateException(expression));
    }

    private Optional<Instant> next(Instant instant) {
        // The library would keep the fraction of a second.
        return times.nextExecution(
                        Instant.ofEpochSecond(instant.getEpochSecond()).atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant);
    }

    /** The last time that is not after the given one. */
    public Instant lastFireAtOrBefore(Instant instant) {
        // The library looks strictly before.
        Instant nextSecond = Instant.ofEpochSecond(instant.getEpochSecond() + 1);
        return times.lastExecution(nextSecond.atZone(ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant)
                .orElseThrow(() -> new IllegalStateException(expression));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schedule schedule && schedule.expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return expression.hashCode();
    }

    @Override
    public String toString() {
        return expression;
    }
}
