/** Starts, counts, reports and ends runs. */
package dev.fides.sync.runs;
