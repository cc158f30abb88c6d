package dev.fides.rest.write;

import dev.fides.target.WriteResult;

/**
 * What came of sending one write as one operation.
 *
 * @param metOtherwise the target holds a document where none was expected, or none where one was
 */
record Sent(WriteResult result, boolean metOtherwise) {}
