package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** express-pouchdb and json-server. */
class CouchDbToJsonServerTest extends LifeOfRecords {

    private final Map<String, String> revisions = new HashMap<>();
    private Service couch;
    private Service api;

    @Override
    String sample() {
        return "couchdb-json-server";
    }

    @Override
    int filtered() {
        return 1;
    }

    @Override
    Map<String, String> start() {
        couch = CouchDb.database(node("couchdb.mjs"), "articles");
        couch.call("PUT", "/_design/views", Version.object().put("language", "javascript"));
        api = node("json-server.mjs", "articles");
        // Somebody has brought this one over by hand.
        api.call("POST", "/articles", Version.object().put("id", key(0)).put("headline", "old"));
        return Map.of(
                "COUCHDB_URL",
                couch.uri().toString(),
                "COUCHDB_USER",
                "fides",
                "COUCHDB_PASSWORD",
                "secret",
                "API_URL",
                api.uri().toString());
    }

    @Override
    void put(Version record) {
        ObjectNode article = Version.object().put("title", record.text()).put("words", record.number());
        article.putArray("authors").addObject().put("name", "A").put("id", 1);
        if (revisions.containsKey(record.key())) {
            article.put("_rev", revisions.get(record.key()));
        }
        JsonNode answer = couch.call("PUT", "/" + Service.encoded(record.key()), article);
        revisions.put(record.key(), answer.path("rev").asText());
    }

    @Override
    void remove(Version record) {
        couch.call(
                "DELETE",
                "/" + Service.encoded(record.key()) + "?rev=" + revisions.get(record.key()),
                MissingNode.getInstance());
    }

    @Override
    Map<String, String> published() {
        Map<String, String> headlines = new TreeMap<>();
        for (JsonNode article : api.get("/articles")) {
            headlines.put(article.path("id").asText(), article.path("headline").asText());
        }
        return headlines;
    }
}
