package dev.fides.local.demo;

import java.time.Clock;

/**
 * How to start a {@link DemoHost}.
 *
 * @param port 0 for any free port
 * @param copies how often each shipped city is offered, at least once
 * @param seed decides which records random control calls choose
 */
public record DemoHostSettings(int port, int copies, long seed, Clock clock) {

    public static DemoHostSettings onPort(int port) {
        return new DemoHostSettings(port, 1, 1, Clock.systemUTC());
    }

    public DemoHostSettings withCopies(int times) {
        return new DemoHostSettings(port, times, seed, clock);
    }
}
