/** What keeps the work on one record within limits of time and stack, so that it holds up no other. */
package dev.fides.bounds;
