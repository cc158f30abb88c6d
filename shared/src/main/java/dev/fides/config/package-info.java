/** What a sync definition says, as immutable records, and the loader that reads them from YAML. */
package dev.fides.config;
