/** What people see at a terminal: commands with their help, and how far a run is. */
package dev.fides.local.terminal;
