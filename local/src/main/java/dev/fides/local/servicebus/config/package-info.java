/** The queues and topics of a namespace, and the file that describes them. */
package dev.fides.local.servicebus.config;
