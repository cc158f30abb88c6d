package dev.fides.resilience;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that moves only when told, or when somebody sleeps on it. */
public final class ManualTime extends Clock {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Duration> sleeps = new CopyOnWriteArrayList<>();

    /** A pace whose waits take no real time and which adds no jitter. */
    public Pace pace() {
        return new Pace(this, this::sleep, new Random(1), Duration.ofNanos(1), Duration.ofSeconds(10));
    }

    public void sleep(Duration time) {
        sleeps.add(time);
        advance(time);
    }

    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    public List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a manual clock is in UTC");
    }

    @Override
    public Instant instant() {
        return now.get();
    }
}
