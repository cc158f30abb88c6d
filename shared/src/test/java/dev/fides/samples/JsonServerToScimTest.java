package dev.fides.samples;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** json-server and scimmy-routers. */
class JsonServerToScimTest extends LifeOfRecords {

    private final Set<String> created = new HashSet<>();
    private Service api;
    private Service scim;

    @Override
    String sample() {
        return "json-server-scim";
    }

    @Override
    Map<String, String> start() {
        api = node("json-server.mjs", "accounts");
        scim = Scim.of(node(Scim.ENVIRONMENT, "scim.mjs"));
        return Map.of(
                "API_URL", api.uri().toString(),
                "SCIM_URL", scim.uri().toString(),
                "SCIM_TOKEN", Scim.TOKEN);
    }

    @Override
    void put(Version record) {
        ObjectNode account = Version.object()
                .put("id", record.key())
                .put("login", "l%d".formatted(record.number()))
                .put("label", record.text());
        // Lost with the edit: PATCH must remove it.
        if (record.version() == 1) {
            account.put("nick", "nick").putArray("phones").add("1").add("2");
        }
        if (created.add(record.key())) {
            api.call("POST", "/accounts", account);
        } else {
            api.call("PUT", "/accounts/" + Service.encoded(record.key()), account);
        }
    }

    @Override
    void remove(Version record) {
        api.call("DELETE", "/accounts/" + Service.encoded(record.key()), MissingNode.getInstance());
    }

    @Override
    Map<String, String> published() {
        return Scim.users(scim, "displayName");
    }
}
