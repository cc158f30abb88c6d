/** A Cosmos DB (NoSQL API) account on one machine, reached by the real SDK in gateway mode over plain HTTP. */
package dev.fides.local.cosmos;
