/** What a definition says of credentials and TLS. */
package dev.fides.config.access;
