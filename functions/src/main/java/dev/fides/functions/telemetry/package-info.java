/** Decides who exports what Fides tells about itself. */
package dev.fides.functions.telemetry;
