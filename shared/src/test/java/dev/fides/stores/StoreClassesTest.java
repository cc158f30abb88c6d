package dev.fides.stores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonPointer;
import dev.fides.config.SyncDefinition;
import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.InvalidDefinitionsException;
import dev.fides.config.yaml.InMemorySource;
import dev.fides.config.yaml.SyncDefinitionLoader;
import dev.fides.host.HostContext;
import dev.fides.host.HostStore;
import dev.fides.host.HostStoreFactory;
import dev.fides.samples.sql.SqlTarget;
import dev.fides.target.TargetContext;
import dev.fides.target.TargetStore;
import dev.fides.target.TargetStoreFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts and targets of one's own are found, made and checked with the definitions that name them. */
class StoreClassesTest {

    private static final String TARGET = """
            target:
              class: dev.fides.samples.sql.SqlTarget
              id: /id
              settings: { url: "jdbc:h2:mem:x", upsert: "MERGE INTO t VALUES (:id)", delete: "DELETE FROM t WHERE id = :id" }
            """;

    private static final String HOST = "host: { class: %s, key: /id, settings: { %s } }\n";

    private static final String NAME = "name: cities\nmapping: any.jslt\n";

    private static List<SyncDefinition> load(String yaml) {
        return new SyncDefinitionLoader(name -> Optional.of("planted"), List.of(Stores::check))
                .load(new InMemorySource(Map.of("cities.yaml", NAME + yaml, "any.jslt", ".")));
    }

    private static List<DefinitionFault> faults(String yaml) {
        InvalidDefinitionsException thrown = catchThrowableOfType(InvalidDefinitionsException.class, () -> load(yaml));
        return thrown.faults();
    }

    private static String hostClass(Class<?> type) {
        return HOST.formatted(type.getName(), "url: a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "com.acme.Nothing                           | /host/class | no class com.acme.Nothing on the class path",
                "java.lang.String                           | /host/class | does not implement dev.fides.host.HostStoreFactory",
                "dev.fides.samples.sql.SqlTarget            | /host/class | does not implement dev.fides.host.HostStoreFactory",
                "dev.fides.stores.StoreClassesTest$Hidden   | /host/class | public class with a public constructor",
                "dev.fides.stores.StoreClassesTest$Broken   | /host/class | cannot be made: java.lang.IllegalStateException: no driver",
                "dev.fides.stores.StoreClassesTest$Failing  | /host/class | cannot be made: java.lang.ArithmeticException",
                "dev.fides.stores.StoreClassesTest$Nothing  | /host/class | returned null",
                "dev.fides.stores.StoreClassesTest$Demanding | /host/settings/size | missing"
            })
    void a_class_that_cannot_be_used_is_a_fault_of_the_definition(String type, String path, String reason) {
        assertThat(faults(HOST.formatted(type, "url: a") + TARGET))
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.path()).isEqualTo(path);
                    assertThat(fault.reason()).contains(reason);
                });
    }

    @Test
    void faults_of_both_classes_are_reported_together_with_those_of_the_definition() {
        List<DefinitionFault> faults = faults("partitions: 0\n" + hostClass(Broken.class)
                + TARGET.replace(":id)", ":ID)").replace("delete:", "delte:"));

        assertThat(faults)
                .extracting(DefinitionFault::path)
                .containsExactly("/partitions", "/host/class", "/target/settings/upsert");
    }

    @Test
    void a_setting_that_nobody_asked_for_is_a_fault_and_gets_a_guess() {
        List<DefinitionFault> faults =
                faults(hostClass(Broken.class) + TARGET.replace("settings: {", "settings: { pagesize: 5,"));

        assertThat(faults).anySatisfy(fault -> {
            assertThat(fault.path()).isEqualTo("/target/settings/pagesize");
            assertThat(fault.reason()).contains("unknown setting").contains("did you mean \"pageSize\"?");
        });
    }

    @Test
    void a_resolved_setting_is_in_no_message() {
        List<DefinitionFault> faults = faults(HOST.formatted(Demanding.class.getName(), "url: a, size: \"${SECRET}\"")
                + TARGET.replace("id: /id", "id: /id\n  unknown: 1"));

        assertThat(faults.toString())
                .contains("expected an integer from 1 to 9, found \"${SECRET}\"")
                .doesNotContain("planted");
    }

    @Test
    void a_target_that_assigns_ids_must_find_them() {
        String assigning = TARGET.replace("id: /id", "assignsIds: true");

        assertThat(faults(hostClass(Broken.class) + assigning)).anySatisfy(fault -> {
            assertThat(fault.path()).isEqualTo("/target/settings/upsert");
            assertThat(fault.reason()).contains("not assignsIds");
        });
        assertThat(faults(
                        hostClass(Broken.class) + assigning.replace(SqlTarget.class.getName(), Blind.class.getName())))
                .anySatisfy(fault -> {
                    assertThat(fault.path()).isEqualTo("/target/assignsIds");
                    assertThat(fault.reason()).contains("does not find documents by their keys");
                });
    }

    @Test
    void what_a_class_says_of_its_failure_holds_no_app_setting() {
        assertThat(faults(HOST.formatted(Telling.class.getName(), "url: \"db://${SECRET}@h\"") + TARGET))
                .singleElement()
                .satisfies(fault -> assertThat(fault.reason())
                        .contains("cannot be made: java.lang.IllegalStateException: no login as ***"));
    }

    @Test
    void what_decides_the_writes_of_a_class_is_its_name_its_ids_and_what_it_says() {
        String host = """
                host:
                  baseUrl: http://localhost:1
                  key: /id
                  list: { path: /r, records: "", paging: { type: none } }
                  get: { path: "/r/{key}" }
                """;
        String shape = shape(host + TARGET);

        assertThat(shape(host + TARGET.replace("mem:x", "mem:y"))).isEqualTo(shape);
        assertThat(shape(host + TARGET.replace("id: /id", "id: /other"))).isNotEqualTo(shape);
        assertThat(shape(host + TARGET.replace("MERGE INTO t", "MERGE INTO u"))).isNotEqualTo(shape);
        assertThat(shape(host + TARGET.replace(SqlTarget.class.getName(), Other.class.getName())))
                .isNotEqualTo(shape);
    }

    private static String shape(String yaml) {
        SyncDefinition sync = load(yaml).get(0);
        return ResilienceOfStoresTest.stores().targetStore(sync).traits().writeShape();
    }

    /** Not public. */
    static final class Hidden implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class Broken implements HostStoreFactory {
        public Broken() {
            throw new IllegalStateException("no driver");
        }

        @Override
        public HostStore create(HostContext context) {
            throw new UnsupportedOperationException();
        }
    }

    public static final class Failing implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            throw new ArithmeticException("by zero");
        }
    }

    public static final class Nothing implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            return null;
        }
    }

    public static final class Demanding implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            if (!context.settings().has("size")) {
                throw context.settings().fault("size", "missing");
            }
            context.settings().integer("size", 1, 9, 1);
            throw new UnsupportedOperationException();
        }
    }

    public static final class Telling implements HostStoreFactory {
        @Override
        public HostStore create(HostContext context) {
            String url = context.settings().text("url");
            throw new IllegalStateException("no login as " + url.substring(5, url.indexOf('@')));
        }
    }

    /** Takes any id, but finds none. */
    public static final class Blind implements TargetStoreFactory {
        @Override
        public TargetStore create(TargetContext context) {
            return new SqlTarget()
                    .create(new TargetContext(
                            context.sync(),
                            Optional.of(JsonPointer.compile("/id")),
                            context.timeout(),
                            context.settings()));
        }
    }

    /** The same target under another name. */
    public static final class Other implements TargetStoreFactory {
        @Override
        public TargetStore create(TargetContext context) {
            return new SqlTarget().create(context);
        }
    }
}
