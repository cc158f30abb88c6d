/** The definitions of the folder samples, run against the server software that they are for. */
package dev.fides.samples;
