package dev.fides.samples;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A database of a CouchDB with one administrator, who alone may do anything. */
final class CouchDb {

    static final String USER = "fides";
    static final String PASSWORD = "secret";

    private CouchDb() {}

    /** Makes the administrator and the database. */
    static Service database(Service server, String name) {
        server.call("PUT", "/_config/admins/" + USER, TextNode.valueOf(PASSWORD));
        String credentials =
                Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        Service database = server.under("/" + name).with("Authorization", "Basic " + credentials);
        database.call("PUT", "", MissingNode.getInstance());
        return database;
    }
}
