package dev.fides.config;

/** The HTTP methods a target is written with. */
public enum WriteMethod {
    PUT,
    POST,
    PATCH,
    DELETE
}
