/** JSON read without losing a digit, its one canonical form, and hashes of that form. */
package dev.fides.json;
