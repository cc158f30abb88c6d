package dev.fides.resilience;

/** Which of a sync's two services. */
public enum Side {
    HOST,
    TARGET
}
