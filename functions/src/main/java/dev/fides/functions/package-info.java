/** The composition root: puts the app together from its settings, and gives the functions to the runtime. */
package dev.fides.functions;
