/** Spares imports the reading of states: what was confirmed, in a few bytes a record, in the order of the host's listing. */
package dev.fides.sync.snapshot;
