/** Small facts that all instances share: slots, pauses, circuits, leases, allowances, operators' actions. */
package dev.fides.control;
