/** The packaged app: its folder, its settings, its classes, and how one invocation of a function binds its parameters. */
package dev.fides.local.functionhost.app;
