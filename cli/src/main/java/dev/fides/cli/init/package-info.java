/** Writes a first definition, from a description of the host's API or from a look at one page. */
package dev.fides.cli.init;
