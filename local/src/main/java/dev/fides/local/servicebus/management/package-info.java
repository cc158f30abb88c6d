/** The nodes that answer requests: tokens for a connection at $cbs, and $management of each entity. */
package dev.fides.local.servicebus.management;
