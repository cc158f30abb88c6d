/** Does a run in bounded steps, each resumable from its checkpoint. */
package dev.fides.sync.steps;
