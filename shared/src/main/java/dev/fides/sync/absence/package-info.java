/** Learns whether a host that says "no such record" may be believed. */
package dev.fides.sync.absence;
