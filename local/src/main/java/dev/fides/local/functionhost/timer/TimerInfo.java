package dev.fides.local.functionhost.timer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What a timer function gets for its {@code String} parameter. */
final class TimerInfo {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);
    private static final String NEVER = "0001-01-01T00:00:00";

    private TimerInfo() {}

    /**
     * The JSON of the Azure timer extension.
     *
     * @param last when the timer fired before; none = not since the host started
     * @param next when it fires next; none = not by itself
     */
    static String json(Optional<Instant> last, Optional<Instant> next, boolean pastDue) {
        String lastTime = last.map(TIME::format).orElse(NEVER);
        return """
                {"Schedule":{"AdjustForDST":true},"ScheduleStatus":{"Last":"%s","LastUpdated":"%s","Next":"%s"},\
                "IsPastDue":%s}""".formatted(lastTime, lastTime, next.map(TIME::format).orElse(NEVER), pastDue);
    }
}
