package dev.fides;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.fides.resilience.CallPriority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are rooms of a house, and each knows only the rooms it needs. */
@AnalyzeClasses(packages = "dev.fides", importOptions = ArchitectureTest.Engine.class)
class ArchitectureTest {

    /** The classes of this module: no tests, and not the endpoints that its tests run against. */
    static final class Engine implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return new DoNotIncludeTests().includes(location) && !location.contains("dev/fides/local/");
        }
    }

    private static final Path SOURCES = Path.of("src/main/java/dev/fides");

    /** For each package the other packages of Fides that it may use. */
    private static final Map<String, Set<String>> MAY_USE = mayUse();

    private static Map<String, Set<String>> mayUse() {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        table.put("model", Set.of());
        table.put("json", Set.of("model"));
        table.put("config", Set.of("json", "model"));
        table.put("mapping", Set.of("config", "json", "model"));
        for (String port : List.of("host", "target", "state", "run", "queue", "control")) {
            table.put(port, Set.of("model"));
        }
        table.put("events", Set.of("json", "model", "config"));
        table.put("resilience", Set.of("config", "model"));
        table.put("rest", Set.of("config", "json", "model", "host", "target", "resilience"));
        table.put("limits", Set.of("model", "control", "resilience"));
        // Managed identities are Azure's way of giving the tokens that connections ask for.
        table.put("azure", Set.of("model", "state", "run", "queue", "control", "config", "rest"));
        table.putAll(roomsOfTheEngine());
        table.put(
                "operations",
                Set.of(
                        "json",
                        "model",
                        "state",
                        "run",
                        "queue",
                        "control",
                        "events",
                        "engine",
                        "sync",
                        "sync.send",
                        "sync.runs",
                        "sync.incoming"));
        // The engine and the connections tell their listeners, and telemetry listens.
        table.put("telemetry", Set.of("model", "host", "target", "state", "run", "queue", "resilience", "sync"));
        return table;
    }

    /** The rooms of the engine in the order of the flow: each may use the outer packages named, and rooms before it. */
    private static Map<String, Set<String>> roomsOfTheEngine() {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        Set<String> ports = Set.of("host", "target", "state", "run", "queue", "control");
        rooms.put("sync", and(ports, "config", "json", "model", "mapping", "resilience"));
        rooms.put("sync.compare", Set.of("sync", "host", "target", "state", "run", "json", "model", "mapping"));
        rooms.put("sync.runs", Set.of("sync", "run", "queue", "control", "config", "json", "model"));
        rooms.put("sync.send", Set.of("sync", "sync.compare", "state", "run", "queue", "model", "resilience"));
        rooms.put("sync.steps", Set.of("sync", "sync.runs", "run", "queue", "model", "resilience"));
        rooms.put("sync.publish", and(ports, "sync", "sync.runs", "json", "model", "mapping", "resilience"));
        rooms.put("sync.incoming", Set.of("sync", "sync.send", "events", "queue", "config", "json", "model"));
        rooms.put(
                "sync.work",
                Set.of(
                        "sync",
                        "sync.compare",
                        "sync.runs",
                        "sync.send",
                        "sync.steps",
                        "sync.publish",
                        "host",
                        "target",
                        "state",
                        "run",
                        "config",
                        "json",
                        "model",
                        "mapping",
                        "resilience"));
        rooms.put(
                "sync.watch",
                Set.of(
                        "sync",
                        "sync.runs",
                        "sync.send",
                        "sync.steps",
                        "sync.publish",
                        "state",
                        "run",
                        "queue",
                        "control",
                        "config",
                        "model",
                        "limits",
                        "resilience"));
        rooms.put(
                "engine",
                Set.of(
                        "sync",
                        "sync.compare",
                        "sync.runs",
                        "sync.send",
                        "sync.steps",
                        "sync.publish",
                        "sync.work",
                        "sync.watch",
                        "run",
                        "queue",
                        "model"));
        return rooms;
    }

    private static Set<String> and(Set<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).collect(Collectors.toSet());
    }

    @ArchTest
    static final ArchRule PACKAGES_USE_ONLY_WHAT_THE_TABLE_ALLOWS = CompositeArchRule.of(MAY_USE.entrySet().stream()
            .map(entry -> keepsTo(entry.getKey(), entry.getValue()))
            .toList());

    @ArchTest
    static final ArchRule EVERY_CLASS_LIVES_IN_A_PACKAGE_OF_THE_TABLE = classes()
            .should()
            .resideInAnyPackage(
                    MAY_USE.keySet().stream().map(ArchitectureTest::named).toArray(String[]::new));

    @ArchTest
    static final ArchRule ONLY_AZURE_KNOWS_THE_AZURE_SDK = only("azure", "com.azure..");

    @ArchTest
    static final ArchRule ONLY_REST_SPEAKS_HTTP = only("rest", "java.net.http..");

    @ArchTest
    static final ArchRule ONLY_TELEMETRY_KNOWS_OPENTELEMETRY = only("telemetry", "io.opentelemetry..");

    @ArchTest
    static final ArchRule ONLY_RESILIENCE_KNOWS_RESILIENCE4J = only("resilience", "io.github.resilience4j..");

    @ArchTest
    static final ArchRule NOBODY_USES_JAVA_UTIL_LOGGING =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    @ArchTest
    static final ArchRule NOBODY_PRINTS_TO_THE_CONSOLE = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

    @ArchTest
    static final ArchRule STATIC_FIELDS_NEVER_CHANGE = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(SYNTHETIC)
            // Bound to a thread for as long as a piece of work takes, like the context of the logs.
            .and()
            .areNotDeclaredIn(CallPriority.class)
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(thatChanges());

    @ArchTest
    static final ArchRule THE_ENGINE_IS_PUT_TOGETHER_BY_CONSTRUCTORS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.fides.sync..")
            .should()
            .haveNameNotMatching("set[A-Z].*");

    @Test
    void every_package_says_in_a_sentence_what_lives_there() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            assertThat(folders.filter(ArchitectureTest::holdsSources))
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    private static boolean holdsSources(Path folder) {
        String[] sources = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return sources != null && sources.length > 0;
    }

    private static ArchRule keepsTo(String name, Set<String> allowed) {
        String[] forbidden = MAY_USE.keySet().stream()
                .filter(other -> !other.equals(name) && !allowed.contains(other))
                .map(ArchitectureTest::named)
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(named(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .allowEmptyShould(true);
    }

    private static ArchRule only(String name, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(named(name))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String named(String name) {
        return "dev.fides." + name;
    }

    private static DescribedPredicate<JavaClass> thatChanges() {
        return DescribedPredicate.describe(
                "that can change",
                type -> type.isArray()
                        || type.isAssignableTo(AbstractMap.class)
                        || type.isAssignableTo(AbstractCollection.class)
                        || type.isAssignableTo(ThreadLocal.class)
                        || type.isAssignableTo(StringBuilder.class)
                        || type.getPackageName().startsWith("java.util.concurrent"));
    }
}
