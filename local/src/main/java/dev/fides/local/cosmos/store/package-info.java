/** Databases, containers and documents in memory, with the rules Cosmos DB has for them. */
package dev.fides.local.cosmos.store;
