package dev.fides.config;

/**
 * When a run stops because it fails too broadly: the mapping or the target is broken then, not the records.
 *
 * @param failedPercent a run stops above it
 * @param atLeast records a run must have tried before its percentage says anything
 */
public record StopRules(int failedPercent, int atLeast) {}
