/** A collector of telemetry that stands in for the ingestion endpoint of Application Insights on one machine. */
package dev.fides.local.telemetry;
