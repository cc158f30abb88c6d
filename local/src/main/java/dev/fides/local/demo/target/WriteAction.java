package dev.fides.local.demo.target;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One write that a client of the demo target asks for, alone or in a bulk request. */
sealed interface WriteAction {

    String id();

    /** Stores the document, whether or not there is one. */
    record Index(String id, ObjectNode document) implements WriteAction {}

    /** Stores the document if there is none. */
    record Create(String id, ObjectNode document) implements WriteAction {}

    /** Merges the patch (RFC 7396) into the document that is there. */
    record Update(String id, ObjectNode patch) implements WriteAction {}

    record Delete(String id) implements WriteAction {}
}
