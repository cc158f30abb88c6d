package dev.fides.local.demo.host;

import java.time.Clock;

/**
 * How to start a {@link DemoHost}.
 *
 * @param port 0 for any free port
 * @param copies how often each shipped city is offered, at least once
 * @param records how many of the shipped cities are offered, the lowest ids first; as many as there are if greater
 * @param seed decides which records random control calls choose
 */
public record DemoHostSettings(int port, int copies, int records, long seed, Clock clock) {

    public DemoHostSettings {
        if (records < 1) {
            throw new IllegalArgumentException("There must be at least one record, not " + records + ".");
        }
    }

    public static DemoHostSettings onPort(int port) {
        return new DemoHostSettings(port, 1, Integer.MAX_VALUE, 1, Clock.systemUTC());
    }

    public DemoHostSettings withCopies(int times) {
        return new DemoHostSettings(port, times, records, seed, clock);
    }

    public DemoHostSettings withRecords(int atMost) {
        return new DemoHostSettings(port, copies, atMost, seed, clock);
    }
}
