/** Answers over HTTP: JSON, and problems as RFC 9457 describes them. */
package dev.fides.functions.http;
