/** The demo's sync definitions, and a reader that shows whether host and target agree. */
package dev.fides.local.demo.sync;
