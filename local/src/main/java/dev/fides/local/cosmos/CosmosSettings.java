package dev.fides.local.cosmos;

import java.time.Clock;

/**
 * How an endpoint is to run.
 *
 * @param port on the loopback interface, 0 for any free one
 * @param key master key in base64
 * @param clock for time stamps and times to live
 * @param threads that answer requests
 */
public record CosmosSettings(int port, String key, Clock clock, int threads) {
    /** The well-known key of Microsoft's emulator, no secret. */
    public static final String EMULATOR_KEY =
            "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    private static final int DEFAULT_THREADS = 32;

    public CosmosSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("A port is between 0 and 65535, not " + port + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("At least one thread is needed, not " + threads + ".");
        }
    }

    /** The emulator's key and the system's clock on {@code port}. */
    public static CosmosSettings onPort(int port) {
        return new CosmosSettings(port, EMULATOR_KEY, Clock.systemUTC(), DEFAULT_THREADS);
    }

    public CosmosSettings withKey(String newKey) {
        return new CosmosSettings(port, newKey, clock, threads);
    }

    public CosmosSettings withClock(Clock newClock) {
        return new CosmosSettings(port, key, newClock, threads);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "CosmosSettings[port=" + port + ", threads=" + threads + "]";
    }
}
