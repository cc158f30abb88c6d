/** Looks after everything by the clock: due runs, overdue steps, lost changes, parked records. */
package dev.fides.sync.watch;
