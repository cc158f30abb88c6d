/** A target whose documents are rows of a database. */
package dev.fides.samples.sql;
