package dev.fides.rest.http;

import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a service says of when to come again, in the header {@code Retry-After}: seconds or an HTTP date (RFC 9110), and as
 * services in the world write it, the time itself as a Unix time.
 *
 * @param pause how long to leave the service alone; empty when it says nothing that can be used
 * @param odd what is wrong with what it says, where that is not obeyed as it stands
 */
public record RetryAfter(Optional<Duration> pause, Optional<String> odd) {

    private static final RetryAfter NOTHING = new RetryAfter(Optional.empty(), Optional.empty());

    /** 2001: so many seconds from now nobody waits, but as a Unix time it may be near. */
    private static final BigDecimal UNIX_SECONDS = BigDecimal.valueOf(1_000_000_000L);

    private static final BigDecimal UNIX_MILLIS = UNIX_SECONDS.movePointRight(3);

    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,9})?");

    /** A century: what is later is no time that anybody meant. */
    private static final BigDecimal LATEST = BigDecimal.valueOf(4_102_444_800_000L);

    /**
     * What the headers of an answer say.
     *
     * @param longest what is longer is cut to this
     */
    public static RetryAfter of(HttpHeaders headers, Clock clock, Duration longest) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> of(value, clock.instant(), longest))
                .orElse(NOTHING);
    }

    private static RetryAfter of(String value, Instant now, Duration longest) {
        Optional<Duration> asked = parse(value, now);
        String quoted = "its Retry-After \"" + Messages.excerpt(value) + "\"";
        if (asked.isEmpty() || asked.get().isNegative()) {
            return new RetryAfter(
                    Optional.empty(), Optional.of(quoted + " is no time to come, and is not taken into account"));
        }
        return asked.get().compareTo(longest) > 0
                ? new RetryAfter(
                        Optional.of(longest), Optional.of(quoted + " is longer than " + longest + ", which is waited"))
                : new RetryAfter(asked, Optional.empty());
    }

    private static Optional<Duration> parse(String value, Instant now) {
        return NUMBER.matcher(value).matches() ? number(new BigDecimal(value), now) : date(value, now);
    }

    private static Optional<Duration> number(BigDecimal number, Instant now) {
        if (number.signum() < 0 || number.compareTo(LATEST) > 0) {
            return Optional.empty();
        }
        if (number.compareTo(UNIX_MILLIS) >= 0) {
            return Optional.of(Duration.between(now, Instant.ofEpochMilli(number.longValue())));
        }
        if (number.compareTo(UNIX_SECONDS) >= 0) {
            return Optional.of(Duration.between(now, Instant.ofEpochSecond(number.longValue())));
        }
        return Optional.of(Duration.ofMillis(number.movePointRight(3).longValue()));
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            // Of a moment that has just gone by when clocks differ.
            return Optional.of(at.isBefore(now) ? Duration.ZERO : Duration.between(now, at));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
