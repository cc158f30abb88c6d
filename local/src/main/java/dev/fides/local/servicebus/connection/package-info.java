/** The sockets of the clients, on one thread: what they send goes to the protocol, and what it answers back to them. */
package dev.fides.local.servicebus.connection;
