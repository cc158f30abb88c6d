/** The app's HTTP API as the commands ask it, and how each of its answers ends a command. */
package dev.fides.cli.app;
