package dev.fides.samples;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** jsonapi-server and H2. */
class JsonApiToSqlTest extends LifeOfRecords {

    private static final String TOKEN = "token-of-the-test";
    private static final String DATABASE = "jdbc:h2:mem:members-of-jsonapi;DB_CLOSE_DELAY=-1";

    private final Set<String> created = new HashSet<>();
    private Service members;

    @Override
    String sample() {
        return "jsonapi-sql";
    }

    @Override
    Map<String, String> start() {
        Service server = node(Map.of("JSONAPI_TOKEN", TOKEN), "jsonapi.mjs").under("/api");
        members = server.with("Authorization", "Bearer " + TOKEN).with("Content-Type", "application/vnd.api+json");
        execute("DROP ALL OBJECTS");
        execute("CREATE TABLE members (id VARCHAR PRIMARY KEY, record_key VARCHAR, name VARCHAR, team VARCHAR,"
                + " document VARCHAR)");
        return Map.of("JSONAPI_URL", server.uri().toString(), "JSONAPI_TOKEN", TOKEN, "DATABASE_URL", DATABASE);
    }

    @Override
    void put(Version record) {
        ObjectNode body = Version.object();
        ObjectNode data = body.putObject("data").put("type", "members").put("id", record.key());
        data.putObject("attributes").put("name", record.text()).put("email", "a@example.com");
        data.putObject("relationships")
                .putObject("team")
                .putObject("data")
                .put("type", "teams")
                .put("id", "t7");
        if (created.add(record.key())) {
            members.call("POST", "/members", body);
        } else {
            members.call("PATCH", "/members/" + Service.encoded(record.key()), body);
        }
    }

    @Override
    void remove(Version record) {
        members.call("DELETE", "/members/" + Service.encoded(record.key()), MissingNode.getInstance());
    }

    @Override
    Map<String, String> published() {
        Map<String, String> names = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record_key, name FROM members WHERE team = 't7'")) {
            while (rows.next()) {
                names.put(rows.getString(1), rows.getString(2));
            }
            return names;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
