/** The chaos suite: a whole machine under load while everything around it fails at random, and proof that nothing came of it. */
package dev.fides.local.chaos;
