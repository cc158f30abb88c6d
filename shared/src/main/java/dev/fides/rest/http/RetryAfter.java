package dev.fides.rest.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the header {@code Retry-After}: seconds or an HTTP date (RFC 9110). */
public final class RetryAfter {

    /** Nobody means more; a message would otherwise be put off for ever by a wrong unit. */
    private static final Duration LONGEST = Duration.ofHours(24);

    private RetryAfter() {}

    public static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("Retry-After").map(String::strip).flatMap(value -> parse(value, clock.instant()));
    }

    private static Optional<Duration> parse(String value, Instant now) {
        Duration time;
        try {
            time = value.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(value))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
        if (time.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(time.compareTo(LONGEST) > 0 ? LONGEST : time);
    }
}
