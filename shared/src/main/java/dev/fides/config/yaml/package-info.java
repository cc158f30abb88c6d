/** Reads definitions from YAML, and reports all faults at once. */
package dev.fides.config.yaml;
