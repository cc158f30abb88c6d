/** Turns host records into target documents, by JSLT or by a class of the user's. */
package dev.fides.mapping;
