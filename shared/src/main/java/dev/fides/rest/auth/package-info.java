/** How requests prove who sends them. */
package dev.fides.rest.auth;
