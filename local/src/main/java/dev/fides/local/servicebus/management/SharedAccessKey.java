package dev.fides.local.servicebus.management;

/** The name and the secret of a shared access key, as they stand in a connection string. */
public record SharedAccessKey(String name, String key) {

    /** The key that Microsoft's emulator knows. It is public, and guards nothing but a loopback port. */
    public static final SharedAccessKey OF_THE_EMULATOR =
            new SharedAccessKey("RootManageSharedAccessKey", "SAS_KEY_VALUE");

    @Override
    public String toString() {
        return "SharedAccessKey[name=" + name + "]";
    }
}
