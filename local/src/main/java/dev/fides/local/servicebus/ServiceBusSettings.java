package dev.fides.local.servicebus;

import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.NamespaceConfigReader;
import dev.fides.local.servicebus.management.SharedAccessKey;
import java.time.Clock;

/**
 * How to start a {@link ServiceBusEndpoint}.
 *
 * @param port the loopback port; 0 for a free one
 * @param namespace the queues and topics, see {@link NamespaceConfigReader}
 * @param key the only key that clients may use
 * @param clock the time of locks, schedules and expiry
 */
public record ServiceBusSettings(int port, NamespaceConfig namespace, SharedAccessKey key, Clock clock) {

    public ServiceBusSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
        }
    }

    /** Settings with the key of Microsoft's emulator and the clock of the machine. */
    public static ServiceBusSettings of(int port, NamespaceConfig namespace) {
        return new ServiceBusSettings(port, namespace, SharedAccessKey.OF_THE_EMULATOR, Clock.systemUTC());
    }

    public ServiceBusSettings withKey(SharedAccessKey other) {
        return new ServiceBusSettings(port, namespace, other, clock);
    }

    public ServiceBusSettings withClock(Clock other) {
        return new ServiceBusSettings(port, namespace, key, other);
    }
}
