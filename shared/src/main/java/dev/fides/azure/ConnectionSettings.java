package dev.fides.azure;

import java.util.Optional;
import java.util.function.Function;

/**
 * How to reach Cosmos DB and Service Bus, under the names by which the bindings of Azure Functions know them.
 *
 * @param cosmos {@code Cosmos}, or {@code Cosmos__accountEndpoint} and {@code Cosmos__clientId}
 * @param serviceBus {@code ServiceBus}, or {@code ServiceBus__fullyQualifiedNamespace} and {@code ServiceBus__clientId}
 * @param cosmosThroughGateway whether {@code Cosmos__connectionMode} is {@code Gateway}, for networks that block the
 *     ports of the direct mode; an endpoint of plain HTTP has no other mode
 */
public record ConnectionSettings(Connection cosmos, Connection serviceBus, boolean cosmosThroughGateway) {

    /** A way to reach a service. */
    public sealed interface Connection {}

    /** With a key. */
    public record WithConnectionString(String connectionString) implements Connection {
        /** Leaves the key out. */
        @Override
        public String toString() {
            return "a connection string";
        }
    }

    /**
     * With an identity of the app.
     *
     * @param address account endpoint or fully qualified namespace
     * @param clientId of a user-assigned identity; empty for the system-assigned one, or for the developer's
     */
    public record WithIdentity(String address, Optional<String> clientId) implements Connection {}

    /**
     * Reads app settings.
     *
     * @param settings the app setting of a name, if there is one
     * @throws IllegalArgumentException naming the settings of which one is missing
     */
    public static ConnectionSettings from(Function<String, Optional<String>> settings) {
        return new ConnectionSettings(
                connection(settings, "Cosmos", "accountEndpoint"),
                connection(settings, "ServiceBus", "fullyQualifiedNamespace"),
                settings.apply("Cosmos__connectionMode")
                        .filter("gateway"::equalsIgnoreCase)
                        .isPresent());
    }

    private static Connection connection(Function<String, Optional<String>> settings, String name, String addressName) {
        Optional<String> connectionString = setting(settings, name);
        if (connectionString.isPresent()) {
            return new WithConnectionString(connectionString.get());
        }
        String address = setting(settings, name + "__" + addressName)
                .orElseThrow(() -> new IllegalArgumentException("one of the settings " + name + " (a connection string)"
                        + " and " + name + "__" + addressName + " is needed"));
        return new WithIdentity(address, setting(settings, name + "__clientId"));
    }

    private static Optional<String> setting(Function<String, Optional<String>> settings, String name) {
        return settings.apply(name).filter(value -> !value.isBlank());
    }
}
