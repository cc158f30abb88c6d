/** The ports on Azure: Cosmos DB keeps what is remembered, Service Bus carries the messages. */
package dev.fides.azure;
