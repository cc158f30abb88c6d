/** Runs queries on a container: index look-ups where the filter allows, pages with stable continuations. */
package dev.fides.local.cosmos.query;
