/** What a definition hands to a host or target class of one's own. */
package dev.fides.store;
