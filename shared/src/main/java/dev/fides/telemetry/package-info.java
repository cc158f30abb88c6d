/**
 * What Fides reports about itself: OpenTelemetry metrics and traces, and one log line for each outcome that matters.
 */
package dev.fides.telemetry;
