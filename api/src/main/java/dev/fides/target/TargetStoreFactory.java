package dev.fides.target;

/**
 * Makes the target of a sync whose definition says {@code target: { class: ... }}: a public class with a public
 * constructor without parameters. See docs/stores.md.
 */
@FunctionalInterface
public interface TargetStoreFactory {

    /**
     * Makes the store. Called once to check the definition and once for use, so it reads and checks every setting and opens
     * nothing: the service is called for the first time by a method of the store. A store that is
     * {@link AutoCloseable} is closed after the check.
     *
     * @throws dev.fides.store.InvalidSettingException when a setting cannot be used
     */
    TargetStore create(TargetContext context);
}
