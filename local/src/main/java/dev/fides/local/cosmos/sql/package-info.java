/** The query language of Cosmos DB: text to tree, tree and document to value. */
package dev.fides.local.cosmos.sql;
