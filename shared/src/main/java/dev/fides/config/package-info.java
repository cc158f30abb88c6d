/** What a sync is told to do, as data that is right in itself. */
package dev.fides.config;
