/** What a definition says, as data that is valid in itself. */
package dev.fides.config;
