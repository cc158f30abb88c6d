/** What would become of one record. */
package dev.fides.cli.preview;
