/** The whole of Fides on one machine: local endpoints, a function host and a demo. */
package dev.fides.local;
