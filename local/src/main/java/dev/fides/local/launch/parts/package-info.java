/** The parts that a machine can start, each on its port, and the settings that choose them. */
package dev.fides.local.launch.parts;
