package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.json.Json;
import java.util.Map;
import java.util.TreeMap;

/** HAPI FHIR and OpenSearch. */
class FhirToOpenSearchTest extends LifeOfRecords {

    private static final String CLIENT = "fides";
    private static final String SECRET = "secret of the test";

    private Service fhir;
    private Service search;

    @Override
    String sample() {
        return "fhir-opensearch";
    }

    /** FHIR has letters, digits, - and . in ids. */
    @Override
    String key(int number) {
        return "p-%03d.a".formatted(number);
    }

    @Override
    Map<String, String> start() {
        Service server = java("FhirServer", CLIENT, SECRET);
        search = java("SearchServer", ServerProcess.folder("search").toString());
        String token = server.with("Content-Type", "application/x-www-form-urlencoded")
                .sent(
                        "POST",
                        "/token",
                        "grant_type=client_credentials&client_id=" + CLIENT + "&client_secret="
                                + Service.encoded(SECRET))
                .path("access_token")
                .asText();
        fhir = server.under("/r4")
                .with("Authorization", "Bearer " + token)
                .with("Content-Type", "application/fhir+json");
        search.call("PUT", "/patients", Json.parse("""
                {"mappings":{"properties":{"key":{"type":"keyword"},"family":{"type":"text"},"born":{"type":"date"}}}}"""));
        return Map.of(
                "FHIR_URL",
                fhir.uri().toString(),
                "FHIR_TOKEN_URL",
                server.uri() + "/token",
                "FHIR_CLIENT_ID",
                CLIENT,
                "FHIR_CLIENT_SECRET",
                SECRET,
                "OPENSEARCH_URL",
                search.uri().toString(),
                "OPENSEARCH_USER",
                "fides",
                "OPENSEARCH_PASSWORD",
                "secret");
    }

    @Override
    void put(Version record) {
        ObjectNode patient = Version.object().put("resourceType", "Patient").put("id", record.key());
        patient.put("birthDate", "1974-12-25").put("gender", "female").put("active", record.number() % 2 == 0);
        ObjectNode name = patient.putArray("name").addObject();
        name.put("use", "official")
                .put("family", record.text())
                .putArray("given")
                .add("Ann");
        fhir.call("PUT", "/Patient/" + record.key(), patient);
    }

    @Override
    void remove(Version record) {
        fhir.call("DELETE", "/Patient/" + record.key(), MissingNode.getInstance());
    }

    @Override
    Map<String, String> published() {
        search.call("POST", "/patients/_refresh", MissingNode.getInstance());
        Map<String, String> families = new TreeMap<>();
        for (JsonNode hit :
                search.get("/patients/_search?size=1000").path("hits").path("hits")) {
            families.put(
                    hit.path("_id").asText(), hit.path("_source").path("family").asText());
        }
        return families;
    }
}
