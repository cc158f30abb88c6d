/** The host: where records come from. */
package dev.fides.host;
