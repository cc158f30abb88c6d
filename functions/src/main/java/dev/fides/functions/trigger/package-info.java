/** One class per function, each a few lines: the trigger, and the call that does its work. */
package dev.fides.functions.trigger;
