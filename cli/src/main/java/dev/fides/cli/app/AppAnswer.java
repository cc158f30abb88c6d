package dev.fides.cli.app;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What the app answered when all was well.
 *
 * @param status such as 202, when it goes on by itself
 * @param text as it came
 */
public record AppAnswer(int status, String text, ObjectNode json) {}
