/** The hosts and targets of all syncs, whatever their kind, each with its limits. */
package dev.fides.stores;
