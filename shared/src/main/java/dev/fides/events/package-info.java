/** Reads what hosts say of their changes, in whatever form it comes, as far as the keys of the records. */
package dev.fides.events;
