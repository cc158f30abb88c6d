/** The demo's host: real cities as relational rows, in pages, with change events and faults that can be switched on. */
package dev.fides.local.demo.host;
