/** Applies changes to the target and remembers what it confirmed. */
package dev.fides.sync.publish;
