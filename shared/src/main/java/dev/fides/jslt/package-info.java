/** JSLT files beside a definition. */
package dev.fides.jslt;
