package dev.fides.model;

/** How much what is remembered of a record says of what the target holds. */
public enum Trust {
    /** The target holds what it confirmed last, as far as anybody knows. */
    CONFIRMED,
    /**
     * Somebody may have written since, and nobody knows how far it got: an unknown outcome, a lost race, a delivery that
     * was begun and not completed, a listing that shows something else.
     */
    DOUBTED
}
