/** What every host and every target promises, as test classes that one subclasses. */
package dev.fides.testkit;
