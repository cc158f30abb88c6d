/** What all rooms of the engine share: syncs, settings, ports, the listener, and how states are made. */
package dev.fides.sync;
