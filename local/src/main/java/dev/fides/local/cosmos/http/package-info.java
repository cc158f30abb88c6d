/** The REST interface of Cosmos DB as the SDK's gateway mode uses it. */
package dev.fides.local.cosmos.http;
