/** HTTP requests and answers, with limits of size and time. */
package dev.fides.rest.http;
