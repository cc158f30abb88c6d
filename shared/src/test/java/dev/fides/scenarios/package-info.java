/** What the whole engine does, told as sentences, over stores and services in memory and a clock that is turned by hand. */
package dev.fides.scenarios;
