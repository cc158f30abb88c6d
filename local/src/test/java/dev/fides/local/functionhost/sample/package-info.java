/** A small function app, packaged by the tests and run by the function host in its own class loader. */
package dev.fides.local.functionhost.sample;
