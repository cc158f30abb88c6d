/** The target: where documents go. */
package dev.fides.target;
