/** An AMQP 1.0 endpoint in memory that speaks the Azure Service Bus dialect to the unchanged clients of Microsoft. */
package dev.fides.local.servicebus;
