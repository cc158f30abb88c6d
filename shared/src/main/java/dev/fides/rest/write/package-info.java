/** Writes to a service, one by one or in bulk. */
package dev.fides.rest.write;
