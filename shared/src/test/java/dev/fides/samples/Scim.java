package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** A SCIM service that wants a bearer token. */
final class Scim {

    static final String TOKEN = "token-of-the-test";
    static final Map<String, String> ENVIRONMENT = Map.of("SCIM_TOKEN", TOKEN);

    private Scim() {}

    static Service of(Service server) {
        return server.under("/scim/v2").with("Authorization", "Bearer " + TOKEN);
    }

    /** An attribute of all users, by their external id. */
    static Map<String, String> users(Service scim, String attribute) {
        Map<String, String> users = new TreeMap<>();
        for (JsonNode user : scim.get("/Users?count=1000").path("Resources")) {
            users.put(user.path("externalId").asText(), user.path(attribute).asText());
        }
        return users;
    }
}
