/** The demo: a host and a target service with real data, and faults that can be switched on. */
package dev.fides.local.demo;
