/** Puts the parts of the engine together, and takes messages in. */
package dev.fides.engine;
