/** Tries the services of a definition, and writes nothing to them. */
package dev.fides.cli.connect;
