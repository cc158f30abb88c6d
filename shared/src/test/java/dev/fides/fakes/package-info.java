/** The ports in memory, under a clock that stands still until a test moves it. */
package dev.fides.fakes;
