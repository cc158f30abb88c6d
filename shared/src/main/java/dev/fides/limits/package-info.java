/** What all instances share about the connection to a service, so that none has to learn it alone: its circuit and its rate. */
package dev.fides.limits;
