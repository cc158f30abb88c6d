/** What operators can ask for and do, as JSON. */
package dev.fides.functions.api;
