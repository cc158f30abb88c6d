/** An AMQP 1.0 endpoint in memory that speaks the Azure Service Bus dialect to the unchanged Azure SDK. */
package dev.fides.local.servicebus;
