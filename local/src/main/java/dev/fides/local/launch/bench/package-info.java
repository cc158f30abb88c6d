/** Measures the app on one machine: imports, memory, delay of a change, rate limits and cold starts. */
package dev.fides.local.launch.bench;
