package dev.fides.local.functionhost;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * What a function host needs to know.
 *
 * @param appFolder the packaged app
 * @param port of HTTP on the loopback address; 0 = any free one
 * @param appSettings the app settings that bindings name; the app itself reads the environment of the process
 * @param drain how long {@code close} waits for running invocations
 * @param clock what timers go by
 */
public record FunctionHostSettings(
        Path appFolder, int port, Map<String, String> appSettings, Duration drain, Clock clock) {
    private static final Duration DRAIN = Duration.ofSeconds(20);

    public FunctionHostSettings {
        appSettings = Map.copyOf(appSettings);
    }

    /** With the environment of this process as app settings. */
    public static FunctionHostSettings of(Path appFolder, int port) {
        return new FunctionHostSettings(appFolder, port, System.getenv(), DRAIN, Clock.systemUTC());
    }

    public FunctionHostSettings withAppSettings(Map<String, String> settings) {
        return new FunctionHostSettings(appFolder, port, settings, drain, clock);
    }

    public FunctionHostSettings withDrain(Duration limit) {
        return new FunctionHostSettings(appFolder, port, appSettings, limit, clock);
    }
}
