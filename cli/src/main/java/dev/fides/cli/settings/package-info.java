/** The app settings of this machine, and the definitions that they lead to. */
package dev.fides.cli.settings;
