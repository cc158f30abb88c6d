package dev.fides.config.service;

/** The HTTP methods a target is written with. */
public enum WriteMethod {
    PUT,
    POST,
    PATCH,
    DELETE
}
