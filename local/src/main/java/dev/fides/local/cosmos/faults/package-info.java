/** Errors on demand, so that callers can be tested against a service in trouble. */
package dev.fides.local.cosmos.faults;
