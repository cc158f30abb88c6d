/** Turns what hosts say of their changes into refreshes. */
package dev.fides.sync.incoming;
