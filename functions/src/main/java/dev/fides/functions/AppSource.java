package dev.fides.functions;

/** Gives the app, for the function that has an answer also while there is none. */
@FunctionalInterface
public interface AppSource {

    /**
     * The app, put together now if it is not there yet.
     *
     * @throws dev.fides.model.RetryableException when what it needs is away
     * @throws RuntimeException when its settings or definitions are wrong
     */
    FidesApp get();
}
