/** Runs a packaged Java function app on one machine, with its triggers bound as the Azure Functions host binds them. */
package dev.fides.local.functionhost;
