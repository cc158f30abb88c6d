package dev.fides.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** graphql-http with graphql-relay, and scimmy-routers. */
class GraphQlToScimTest extends LifeOfRecords {

    private Service graphql;
    private Service scim;

    @Override
    String sample() {
        return "graphql-scim";
    }

    @Override
    Map<String, String> start() {
        graphql = node("graphql.mjs");
        scim = Scim.of(node(Scim.ENVIRONMENT, "scim.mjs"));
        return Map.of(
                "GRAPHQL_URL", graphql.uri().toString(),
                "SCIM_URL", scim.uri().toString(),
                "SCIM_TOKEN", Scim.TOKEN);
    }

    @Override
    void put(Version record) {
        ObjectNode variables = Version.object();
        ObjectNode employee = variables
                .putObject("employee")
                .put("id", record.key())
                .put("email", "e%d@example.com".formatted(record.number()))
                .put("department", record.text())
                .put("active", record.number() % 2 == 0);
        employee.putObject("name").put("given", "A").put("family", "B");
        mutate("mutation ($employee: EmployeeInput!) { put(employee: $employee) }", variables);
    }

    @Override
    void remove(Version record) {
        mutate("mutation ($id: ID!) { remove(id: $id) }", Version.object().put("id", record.key()));
    }

    private void mutate(String mutation, ObjectNode variables) {
        JsonNode answer = graphql.call(
                "POST", "/graphql", Version.object().put("query", mutation).set("variables", variables));
        if (answer.has("errors")) {
            throw new AssertionError(answer);
        }
    }

    @Override
    Map<String, String> published() {
        return Scim.users(scim, "title");
    }
}
