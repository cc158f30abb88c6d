/** What operators see and do: pauses, rejected messages, the state of a sync, and who did what. */
package dev.fides.operations;
