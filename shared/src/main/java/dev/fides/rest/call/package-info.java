/** Calls one service: address, credentials, resilience, and what its answers mean. */
package dev.fides.rest.call;
