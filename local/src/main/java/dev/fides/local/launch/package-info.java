/** Starts the parts of one machine, alone or together, and runs the demo and the benchmark on them. */
package dev.fides.local.launch;
