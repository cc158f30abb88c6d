/** Hosts and targets reached over HTTP: paging, authentication, bulk requests, and what an answer means. */
package dev.fides.rest;
