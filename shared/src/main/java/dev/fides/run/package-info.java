/** Runs, their steps, their ledgers, and what came of every record in them. */
package dev.fides.run;
