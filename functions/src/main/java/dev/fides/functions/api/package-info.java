/** What operators can ask and tell, as JSON. */
package dev.fides.functions.api;
