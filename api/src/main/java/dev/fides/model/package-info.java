/** The words of Fides as data: records, keys, hashes, changes and batches of changes. */
package dev.fides.model;
