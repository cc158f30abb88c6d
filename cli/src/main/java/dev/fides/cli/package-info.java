/** The commands, their settings, and how they end. */
package dev.fides.cli;
