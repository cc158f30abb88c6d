/** Compares what the host has with what the target confirmed. */
package dev.fides.sync.compare;
