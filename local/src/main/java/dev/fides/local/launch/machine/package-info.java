/** The parts that one command has started together, and what the launcher asks of the app that runs on them. */
package dev.fides.local.launch.machine;
