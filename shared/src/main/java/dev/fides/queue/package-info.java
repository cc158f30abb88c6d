/** The queues between the parts of Fides. */
package dev.fides.queue;
