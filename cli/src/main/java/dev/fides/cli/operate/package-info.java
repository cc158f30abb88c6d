/** What operators ask of a running app and tell it, with answers that people can read. */
package dev.fides.cli.operate;
