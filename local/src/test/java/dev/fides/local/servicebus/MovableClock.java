package dev.fides.local.servicebus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** The clock of the machine, which a test can put forward. */
final class MovableClock extends Clock {
    private final Clock machine = Clock.systemUTC();
    private final AtomicLong aheadMillis = new AtomicLong();

    void advance(Duration duration) {
        aheadMillis.addAndGet(duration.toMillis());
    }

    @Override
    public Instant instant() {
        return machine.instant().plusMillis(aheadMillis.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("the zone does not matter here");
    }
}
