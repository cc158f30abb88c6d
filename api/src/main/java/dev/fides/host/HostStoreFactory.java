package dev.fides.host;

/**
 * Makes the host of a sync whose definition says {@code host: { class: ... }}: a public class with a public constructor
 * without parameters. See docs/stores.md.
 */
@FunctionalInterface
public interface HostStoreFactory {

    /**
     * Makes the store. Called once to check the definition and once for use, so it reads and checks every setting and opens
     * nothing: the service is called for the first time by a method of the store. A store that is
     * {@link AutoCloseable} is closed after the check.
     *
     * @throws dev.fides.store.InvalidSettingException when a setting cannot be used
     */
    HostStore create(HostContext context);
}
