package dev.fides.local;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of this module, and which of them each uses. */
@AnalyzeClasses(packages = "dev.fides.local", importOptions = DoNotIncludeTests.class)
class LocalArchitectureTest {

    private static final String ROOT = "dev.fides.local";
    private static final Path SOURCES = Path.of("src/main/java/dev/fides/local");
    private static final int MOST_CLASSES = 25;

    /** One part for the rest of the module, whatever rooms it has inside. */
    private static final Set<String> WITH_ALL_BELOW = Set.of("servicebus");

    /** For each room the rooms that it uses; what nobody uses is not allowed either. */
    private static final Map<String, Set<String>> USES = uses();

    private static Map<String, Set<String>> uses() {
        Map<String, Set<String>> table = new TreeMap<>();
        table.put("", Set.of("launch"));
        table.put("http", Set.of());
        table.put("servicebus", Set.of());
        table.put("telemetry", Set.of("http"));

        table.put("cosmos", Set.of("cosmos.faults", "cosmos.http", "cosmos.store", "http"));
        table.put("cosmos.http", Set.of("cosmos.faults", "cosmos.query", "cosmos.sql", "cosmos.store", "http"));
        table.put("cosmos.query", Set.of("cosmos.sql", "cosmos.store"));
        table.put("cosmos.faults", Set.of("cosmos.store"));
        table.put("cosmos.store", Set.of());
        table.put("cosmos.sql", Set.of());

        table.put(
                "functionhost",
                Set.of("functionhost.app", "functionhost.http", "functionhost.queue", "functionhost.timer", "http"));
        table.put("functionhost.http", Set.of("functionhost.app", "http"));
        table.put("functionhost.queue", Set.of("functionhost.app"));
        table.put("functionhost.timer", Set.of("functionhost.app"));
        table.put("functionhost.app", Set.of());

        table.put("demo", Set.of("http"));
        table.put("demo.host", Set.of("demo", "http"));
        table.put("demo.target", Set.of("demo", "http"));
        table.put("demo.sync", Set.of("http"));

        table.put(
                "chaos",
                Set.of(
                        "cosmos",
                        "cosmos.faults",
                        "demo",
                        "demo.host",
                        "demo.sync",
                        "demo.target",
                        "functionhost",
                        "http",
                        "servicebus"));

        table.put("terminal", Set.of());
        table.put(
                "launch", Set.of("chaos", "demo.target", "launch.bench", "launch.machine", "launch.parts", "terminal"));
        table.put(
                "launch.bench",
                Set.of("demo.host", "demo.sync", "demo.target", "http", "launch.machine", "launch.parts", "terminal"));
        table.put(
                "launch.machine",
                Set.of("demo.host", "demo.sync", "demo.target", "http", "launch.parts", "telemetry", "terminal"));
        table.put("launch.parts", Set.of("cosmos", "functionhost", "servicebus", "terminal"));
        return table;
    }

    @ArchTest
    static void rooms_use_what_the_table_says(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JavaClass each : classes) {
            Set<String> used = found.computeIfAbsent(room(each).orElseThrow(), unseen -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                room(dependency.getTargetClass().getBaseComponentType())
                        .filter(other -> !other.equals(room(each).orElseThrow()))
                        .ifPresent(used::add);
            }
        }

        assertThat(found).isEqualTo(USES);
    }

    @ArchTest
    static final ArchRule ROOMS_FORM_NO_CIRCLES =
            slices().matching("dev.fides.local.(**)").should().beFreeOfCycles();

    @ArchTest
    static void no_package_is_larger_than_a_reader_can_hold(JavaClasses classes) {
        Map<String, Long> sizes = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(each -> !each.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getPackageName, TreeMap::new, counting()));

        assertThat(sizes).allSatisfy((name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(MOST_CLASSES));
    }

    @ArchTest
    static final ArchRule ONLY_HTTP_SERVES_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("dev.fides.local.http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.net.httpserver..");

    /** The proxies of the chaos suite pass requests on as they are, and break them. */
    @ArchTest
    static final ArchRule ONLY_HTTP_AND_PROXIES_CALL_OVER_HTTP = noClasses()
            .that()
            .resideOutsideOfPackages("dev.fides.local.http", "dev.fides.local.chaos")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @Test
    void every_package_says_in_a_sentence_what_lives_there() throws IOException {
        try (Stream<Path> folders = Files.walk(SOURCES)) {
            assertThat(folders.filter(LocalArchitectureTest::holdsSources))
                    .allSatisfy(folder ->
                            assertThat(folder.resolve("package-info.java")).exists());
        }
    }

    @Test
    void a_name_stands_for_one_class() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Map<String, List<Path>> sameName = files.filter(
                            file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(groupingBy(file -> file.getFileName().toString()));
            sameName.values().removeIf(paths -> paths.size() == 1);

            assertThat(sameName).isEmpty();
        }
    }

    private static boolean holdsSources(Path folder) {
        String[] sources = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return sources != null && sources.length > 0;
    }

    /** The room a class is in; none for what is no part of this module. */
    private static Optional<String> room(JavaClass type) {
        String name = type.getPackageName();
        if (!name.equals(ROOT) && !name.startsWith(ROOT + ".")) {
            return Optional.empty();
        }
        String room = name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
        return Optional.of(WITH_ALL_BELOW.stream()
                .filter(whole -> room.startsWith(whole + "."))
                .findFirst()
                .orElse(room));
    }
}
