/** The requests that a definition describes, and what their templates are filled with. */
package dev.fides.config.request;
