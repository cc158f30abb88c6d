/** What becomes of messages in queues and topics: order, locks, sessions, settlement, expiry and dead letters. */
package dev.fides.local.servicebus.broker;
