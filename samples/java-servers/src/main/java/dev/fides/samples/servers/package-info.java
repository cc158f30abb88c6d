/** Server software of others, started on free loopback ports for the tests of the samples. */
package dev.fides.samples.servers;
