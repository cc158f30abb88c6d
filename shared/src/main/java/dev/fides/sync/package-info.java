/** The algorithms: what changed, what is to be done about it, and who goes on when somebody stops. */
package dev.fides.sync;
