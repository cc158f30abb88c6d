/** Service Bus triggers: listeners that hand each message to its function and settle it by the outcome. */
package dev.fides.local.functionhost.queue;
