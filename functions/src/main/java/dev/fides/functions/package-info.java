/** One class per trigger, each a few lines that call the engine, and the composition root. */
package dev.fides.functions;
