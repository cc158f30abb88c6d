package dev.fides.samples.sql;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.store.StoreSettings;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetStore;
import dev.fides.testkit.TargetStoreContract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A target in an H2 database keeps the promises of all targets. */
class SqlTargetContractTest extends TargetStoreContract {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void makeTable() throws SQLException {
        execute("CREATE TABLE documents (id VARCHAR PRIMARY KEY, record_key VARCHAR NOT NULL, title VARCHAR,"
                + " document VARCHAR NOT NULL)");
    }

    @AfterEach
    void dropDatabase() throws SQLException {
        execute("SHUTDOWN");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    protected TargetStore store() {
        StoreSettings settings = StoreSettings.of(JsonNodeFactory.instance
                .objectNode()
                // A database that is shut down is not begun anew.
                .put("url", url + ";IFEXISTS=TRUE")
                .put("upsert", "MERGE INTO documents KEY (id) VALUES (:id, :key, :/value, :document)")
                .put("delete", "DELETE FROM documents WHERE id = :id")
                .put(
                        "list",
                        "SELECT id, record_key, document FROM documents WHERE id > :after ORDER BY id LIMIT :limit")
                .put("pageSize", PAGE));
        return new SqlTarget()
                .create(new TargetContext(
                        "cities", Optional.of(JsonPointer.compile("/id")), Duration.ofSeconds(10), settings));
    }

    @Override
    protected Optional<JsonNode> held(String id) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT document FROM documents WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(json.readTree(rows.getString(1))) : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected boolean refuse() {
        try {
            execute("ALTER TABLE documents ADD CONSTRAINT tame CHECK (title <> 'refused')");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected boolean breakService() {
        try {
            execute("SHUTDOWN");
            return true;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
