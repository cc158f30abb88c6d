package dev.fides.local.launch;

import dev.fides.local.launch.machine.Machine;
import dev.fides.local.launch.parts.LaunchSettings;
import java.io.PrintStream;

/** What a command of the launcher works with. */
record Launching(LaunchSettings settings, Machine machine, PrintStream out) {}
