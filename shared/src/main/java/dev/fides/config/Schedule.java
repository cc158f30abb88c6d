package dev.fides.config;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * Times described by an NCRONTAB expression: second, minute, hour, day of month, month and day of week, in UTC. A time must
 * match all six fields, also where both day fields are restricted, as in Azure Functions.
 */
public final class Schedule {

    /** A leap day falls on a given day of week at most forty years apart; what does not fire in that time never does. */
    private static final int HORIZON_YEARS = 41;

    private static final List<String> FIELDS =
            List.of("second", "minute", "hour", "day of month", "month", "day of week");

    private final String expression;
    private final NavigableSet<Integer> seconds;
    private final NavigableSet<Integer> minutes;
    private final NavigableSet<Integer> hours;
    private final NavigableSet<Integer> daysOfMonth;
    private final NavigableSet<Integer> months;
    private final NavigableSet<Integer> daysOfWeek;

    private Schedule(String expression, String[] fields) {
        this.expression = expression;
        this.seconds = CronField.parse(FIELDS.get(0), fields[0], 0, 59);
        this.minutes = CronField.parse(FIELDS.get(1), fields[1], 0, 59);
        this.hours = CronField.parse(FIELDS.get(2), fields[2], 0, 23);
        this.daysOfMonth = CronField.parse(FIELDS.get(3), fields[3], 1, 31);
        this.months = CronField.parse(FIELDS.get(4), CronField.monthNumbers(fields[4]), 1, 12);
        this.daysOfWeek = CronField.parse(FIELDS.get(5), CronField.dayNumbers(fields[5]), 0, 6);
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
        Schedule schedule = new Schedule(expression, fields);
        if (schedule.find(LocalDate.of(2000, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC), true)
                .isEmpty()) {
            throw new IllegalArgumentException("\"" + expression + "\" never fires");
        }
        return schedule;
    }

    /** The first time strictly after the given one. */
    public Instant nextAfter(Instant instant) {
        return find(instant.plusNanos(1), true).orElseThrow(() -> new IllegalStateException(expression));
    }

    /** The last time that is not after the given one. */
    public Instant lastFireAtOrBefore(Instant instant) {
        return find(instant, false).orElseThrow(() -> new IllegalStateException(expression));
    }

    /** The nearest time at or after, or at or before, the given one. */
    private Optional<Instant> find(Instant from, boolean forward) {
        var start = from.atOffset(ZoneOffset.UTC);
        LocalDate last = start.toLocalDate().plusYears(forward ? HORIZON_YEARS : -HORIZON_YEARS);
        LocalTime limit = start.toLocalTime();
        for (LocalDate day = start.toLocalDate(); !day.equals(last); day = day.plusDays(forward ? 1 : -1)) {
            if (matches(day)) {
                Optional<LocalTime> time = forward ? timeFrom(limit) : timeUpTo(limit);
                if (time.isPresent()) {
                    return Optional.of(day.atTime(time.get()).toInstant(ZoneOffset.UTC));
                }
            }
            limit = forward ? LocalTime.MIN : LocalTime.MAX;
        }
        return Optional.empty();
    }

    private boolean matches(LocalDate day) {
        return months.contains(day.getMonthValue())
                && daysOfMonth.contains(day.getDayOfMonth())
                && daysOfWeek.contains(day.getDayOfWeek().getValue() % 7);
    }

    private Optional<LocalTime> timeFrom(LocalTime limit) {
        int carry = limit.getNano() > 0 ? 1 : 0;
        for (int hour : hours.tailSet(limit.getHour())) {
            int fromMinute = hour == limit.getHour() ? limit.getMinute() : 0;
            for (int minute : minutes.tailSet(fromMinute)) {
                boolean edge = hour == limit.getHour() && minute == limit.getMinute();
                Integer second = seconds.ceiling(edge ? limit.getSecond() + carry : 0);
                if (second != null) {
                    return Optional.of(LocalTime.of(hour, minute, second));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LocalTime> timeUpTo(LocalTime limit) {
        for (int hour : hours.headSet(limit.getHour(), true).descendingSet()) {
            int toMinute = hour == limit.getHour() ? limit.getMinute() : 59;
            for (int minute : minutes.headSet(toMinute, true).descendingSet()) {
                boolean edge = hour == limit.getHour() && minute == limit.getMinute();
                Integer second = seconds.floor(edge ? limit.getSecond() : 59);
                if (second != null) {
                    return Optional.of(LocalTime.of(hour, minute, second));
                }
            }
        }
        return Optional.empty();
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
