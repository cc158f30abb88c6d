package dev.fides.local.demo.target;

import java.time.Clock;

/**
 * How to start a {@link DemoTarget}.
 *
 * @param port 0 for any free port
 * @param honoursIdempotencyKeys whether a POST that is sent twice with the same {@code Idempotency-Key} creates once
 */
public record DemoTargetSettings(int port, boolean honoursIdempotencyKeys, Clock clock) {

    public static DemoTargetSettings onPort(int port) {
        return new DemoTargetSettings(port, true, Clock.systemUTC());
    }
}
