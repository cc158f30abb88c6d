/** AMQP 1.0 in the dialect of Service Bus: links, their messages and outcomes, and transactions. */
package dev.fides.local.servicebus.protocol;
