/** Decides who exports what Fides reports about itself. */
package dev.fides.functions.telemetry;
