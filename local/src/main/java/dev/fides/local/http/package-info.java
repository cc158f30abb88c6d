/** HTTP as all services of this module serve and call it: a server on the loopback interface, routes, and a client for JSON. */
package dev.fides.local.http;
