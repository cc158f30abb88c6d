/** Where definitions, settings and secrets come from, and what is wrong with them. */
package dev.fides.config.source;
