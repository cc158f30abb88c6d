/** What Fides remembers of each record. */
package dev.fides.state;
