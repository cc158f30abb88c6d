/** The packaged app on one machine: real processes, real protocols, real data. */
package dev.fides.functions.e2e;
