package dev.fides.local.demo.host;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.local.demo.DemoJson;
import java.time.Instant;

/**
 * One row of the demo host. Kept as text, because a table of a million parsed rows would not fit into a small heap.
 *
 * @param id identity, positive
 * @param members the other members as JSON text, without the braces
 */
record City(long id, String members) {

    static final String ID = "id";
    /** A volatile member that only answers carry: when the record was read. */
    static final String LAST_VIEWED_AT = "lastViewedAt";

    public City {
        if (id <= 0) {
            throw new IllegalArgumentException("The id of a city must be positive, not " + id + ".");
        }
    }

    /** Reads a row as sent by a client; whatever it says about its id is replaced. */
    static City of(long id, ObjectNode row) {
        ObjectNode rest = row.deepCopy();
        rest.remove(ID);
        rest.remove(LAST_VIEWED_AT);
        String text = rest.toString();
        return new City(id, text.substring(1, text.length() - 1));
    }

    City withId(long other) {
        return new City(other, members);
    }

    ObjectNode row() {
        return DemoJson.readObject("{" + members + "}");
    }

    /** The JSON that a reader gets. */
    void appendTo(StringBuilder json, Instant viewedAt) {
        json.append("{\"id\":").append(id);
        if (!members.isEmpty()) {
            json.append(',').append(members);
        }
        json.append(",\"lastViewedAt\":\"").append(viewedAt).append("\"}");
    }
}
