/** Hosts and targets that are REST services. */
package dev.fides.rest;
