package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fides.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** SAP's @sap/cds on SQLite, and express-pouchdb. */
class ODataToCouchDbTest extends LifeOfRecords {

    private Service odata;
    private Service couch;

    @Override
    String sample() {
        return "odata-couchdb";
    }

    @Override
    Map<String, String> start() {
        odata = node("odata.mjs").under("/odata/v4/catalog");
        couch = CouchDb.database(node("couchdb.mjs"), "products");
        couch.call("PUT", "/_design/fides", designDocument());
        return Map.of(
                "ODATA_URL",
                odata.uri().toString(),
                "COUCHDB_URL",
                couch.uri().toString(),
                "COUCHDB_USER",
                "fides",
                "COUCHDB_PASSWORD",
                "secret");
    }

    private static JsonNode designDocument() {
        try {
            return Json.parse(
                    Files.readString(Sample.FOLDER.resolve("odata-couchdb").resolve("design-document.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void put(Version record) {
        odata.call(
                "PUT",
                product(record),
                Version.object()
                        .put("name", record.text())
                        .put("price", "12.50")
                        .put("stock", record.number())
                        .put("discontinued", false)
                        .set("tags", Version.object().arrayNode().add("new").add("hot")));
    }

    @Override
    void remove(Version record) {
        odata.call("DELETE", product(record), MissingNode.getInstance());
    }

    private static String product(Version record) {
        return "/Products('" + Service.encoded(record.key().replace("'", "''")) + "')";
    }

    @Override
    Map<String, String> published() {
        Map<String, String> titles = new TreeMap<>();
        for (JsonNode row : couch.get("/_all_docs?include_docs=true").path("rows")) {
            JsonNode document = row.path("doc");
            if (document.path("type").asText().equals("product")) {
                titles.put(document.path("_id").asText(), document.path("title").asText());
            }
        }
        return titles;
    }
}
