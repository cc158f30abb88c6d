/** What a definition says of one service: how to reach it, and the requests that it understands. */
package dev.fides.config.service;
