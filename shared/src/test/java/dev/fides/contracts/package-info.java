/** The stores of this project keep the promises of all stores. */
package dev.fides.contracts;
