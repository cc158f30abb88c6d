package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import dev.fides.store.StoreSettings;

/**
 * A host or target of another kind than REST.
 *
 * @param name of a class that implements {@code dev.fides.host.HostStoreFactory} or
 *     {@code dev.fides.target.TargetStoreFactory}
 * @param settings free members that are handed to it
 */
public record StoreClass(String name, StoreSettings settings) {
    public StoreClass {
        requireNonNull(name, "name");
        requireNonNull(settings, "settings");
    }
}
