package dev.fides.local.functionhost.timer;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * An NCRONTAB schedule in UTC: {@code second minute hour day month day-of-week}, all of which must fit (unlike Unix
 * cron, where either day may); Sunday is 0.
 */
final class Ncrontab {
    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
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
            .withValidRange(0, 7)
            .withMondayDoWValue(1)
            .withIntMapping(7, 0)
            .and()
            .matchDayOfWeekAndDayOfMonth()
            .instance();

    private final ExecutionTime times;

    /**
     * Reads a schedule.
     *
     * @throws IllegalArgumentException with the reason when it has not six fields or one of them is wrong
     */
    Ncrontab(String expression) {
        this.times = ExecutionTime.forCron(new CronParser(DEFINITION).parse(expression));
    }

    /** The first time after {@code instant}; none when there is none any more. */
    Optional<Instant> next(Instant instant) {
        return times.nextExecution(instant.atZone(ZoneOffset.UTC)).map(time -> time.toInstant());
    }
}
