package dev.fides.azure;

/** Hears what Cosmos DB charged. */
@FunctionalInterface
public interface RequestCharges {

    /** For those who do not count. */
    RequestCharges IGNORED = (operation, requestUnits) -> {};

    /**
     * One answer came in. Called on threads of the SDK: must return at once.
     *
     * @param operation what was asked for, such as {@code sync-state.readMany}; few different values
     * @param requestUnits what it cost
     */
    void charged(String operation, double requestUnits);
}
