package dev.fides.config.service;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * When a connection is given up for a while.
 *
 * @param failureRate percent of the window's calls that must fail, or be slow, to open it
 * @param window number of calls that are looked at
 * @param openFor how long it stays open at first
 * @param slowCall a call that takes longer counts as slow
 */
public record Circuit(int failureRate, int window, Duration openFor, Duration slowCall) {
    public Circuit {
        requireNonNull(openFor, "openFor");
        requireNonNull(slowCall, "slowCall");
    }
}
