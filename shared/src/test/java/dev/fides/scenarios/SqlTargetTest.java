package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.config.SyncDefinition;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.contracts.RecordService;
import dev.fides.fakes.Threads;
import dev.fides.mapping.Mapping;
import dev.fides.resilience.Pace;
import dev.fides.resilience.SharedResilience;
import dev.fides.rest.RestStores;
import dev.fides.run.Outcome;
import dev.fides.run.Run;
import dev.fides.run.RunOptions;
import dev.fides.run.RunStatus;
import dev.fides.run.RunType;
import dev.fides.stores.Stores;
import dev.fides.sync.Sync;
import dev.fides.target.TargetStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a REST host into a database: the engine knows neither, only the ports. */
class SqlTargetTest {

    private static final String DEFINITION = """
            name: cities
            partitions: 4
            host:
              baseUrl: ${HOST}
              key: /id
              list: { path: /records, query: { bare: "1" }, records: /items, total: /count, paging: { type: offset, parameter: skip, sizeParameter: top, size: 10 } }
              get: { path: "/records/{key}" }
              resilience: { attempts: 1, requestsPerSecond: 10000 }
            mapping: cities.jslt
            target:
              class: dev.fides.samples.sql.SqlTarget
              id: /code
              resilience: { attempts: 1, requestsPerSecond: 10000 }
              settings:
                url: ${DATABASE}
                upsert: MERGE INTO cities KEY (code) VALUES (:id, :key, :/name, :/population, :document)
                delete: DELETE FROM cities WHERE code = :id
                list: >-
                  SELECT code AS id, record_key, document FROM cities WHERE code > :after ORDER BY code LIMIT :limit
                pageSize: 7
            cleanUp: { maxDeletePercent: 50 }
            """;

    private static final String MAPPING = """
            if (.value != "hidden") { "code": "c" + .id, "name": .value, "population": .population }""";

    private static final int RECORDS = 25;

    private final String database = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final RecordService host = new RecordService();
    private World world;

    @BeforeEach
    void fill() throws SQLException {
        execute("CREATE TABLE cities (code VARCHAR PRIMARY KEY, record_key VARCHAR NOT NULL, name VARCHAR NOT NULL,"
                + " population BIGINT, document VARCHAR NOT NULL)");
        for (int i = 0; i < RECORDS; i++) {
            put(i, "city " + i);
        }
        world = World.of(sync());
    }

    @AfterEach
    void stop() throws SQLException {
        host.close();
        execute("SHUTDOWN");
    }

    private Sync sync() {
        Map<String, String> settings = Map.of("HOST", host.uri().toString(), "DATABASE", database);
        SyncDefinition definition = new SyncDefinitionLoader(
                        name -> Optional.ofNullable(settings.get(name)), List.of(Mapping::check, Stores::check))
                .load(new InMemorySource(Map.of("cities.yaml", DEFINITION, "cities.jslt", MAPPING)))
                .get(0);
        Clock clock = Clock.systemUTC();
        SharedResilience shared = SharedResilience.local(clock);
        Pace pace = Pace.real(clock, new Random(1));
        Stores stores = new Stores(
                new RestStores(shared, pace, scope -> null, RestStores.MAX_RESPONSE_BYTES, Threads.unwatched()),
                shared,
                pace);
        TargetStore target = stores.targetStore(definition);
        return new Sync(
                definition,
                stores.hostStore(definition),
                target,
                Mapping.of(definition, target.traits().writeShape()));
    }

    private void put(int number, String name) {
        ObjectNode record = JsonNodeFactory.instance
                .objectNode()
                .put("id", Integer.toString(number))
                .put("value", name)
                .put("population", 1000L + number);
        host.put(Integer.toString(number), record);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Map<String, String> names() throws SQLException {
        Map<String, String> names = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT record_key, name || ' ' || population FROM cities")) {
            while (rows.next()) {
                names.put(rows.getString(1), rows.getString(2));
            }
        }
        return names;
    }

    @Test
    void rows_come_change_go_and_are_verified() throws SQLException {
        Run imported = world.complete(RunType.IMPORT);
        assertThat(imported.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(names()).hasSize(RECORDS).containsEntry("7", "city 7 1007");

        put(7, "it's \"another\"; --");
        put(8, "hidden");
        host.remove("9");
        Run again = world.complete(RunType.IMPORT);
        assertThat(world.outcomes(again).of(Outcome.PUBLISHED)).isEqualTo(1);
        assertThat(names()).hasSize(RECORDS).containsEntry("7", "it's \"another\"; -- 1007");

        Run cleaned = world.complete(RunType.CLEAN_UP);
        assertThat(cleaned.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(names()).hasSize(RECORDS - 2).doesNotContainKeys("8", "9");

        execute("UPDATE cities SET document = '{\"code\":\"c3\",\"name\":\"spoilt\"}' WHERE code = 'c3'");
        execute("DELETE FROM cities WHERE code = 'c4'");
        Run verified = world.complete(RunType.VERIFY, new RunOptions(OptionalLong.empty(), List.of(), true));
        assertThat(verified.progress().verified().same()).isEqualTo(RECORDS - 4);
        assertThat(verified.progress().verified().differs()).isEqualTo(1);
        assertThat(verified.progress().verified().missing()).isEqualTo(1);
        assertThat(world.complete(RunType.VERIFY).progress().verified().same()).isEqualTo(RECORDS - 2);
    }

    @Test
    void a_row_that_the_database_refuses_is_parked_and_stops_no_other() throws SQLException {
        execute("ALTER TABLE cities ADD CONSTRAINT tame CHECK (name <> 'city 3')");

        Run run = world.complete(RunType.IMPORT);

        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED_WITH_FAILURES);
        assertThat(names()).hasSize(RECORDS - 1).doesNotContainKey("3");
        assertThat(world.state("3").orElseThrow().failure()).isPresent();
    }
}
