package dev.fides;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNTHETIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fides.bounds.WorkLimit;
import dev.fides.resilience.CallPriority;
import dev.fides.resilience.CallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages are rooms of a house, and each knows only the rooms it needs. */
@AnalyzeClasses(packages = "dev.fides", importOptions = ArchitectureTest.Engine.class)
class ArchitectureTest {

    /** The classes of this module and of the ports: no tests, and not what its tests run against. */
    static final class Engine implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return new DoNotIncludeTests().includes(location)
                    && Stream.of("local", "testkit", "samples")
                            .noneMatch(room -> location.contains("dev/fides/" + room + "/"));
        }
    }

    private static final String ROOT = "dev.fides.";

    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java/dev/fides"), Path.of("../api/src/main/java/dev/fides"));

    /** More classes than this in one room explain nothing to whoever looks for one. */
    private static final int MOST_CLASSES = 25;

    /** The rooms from the inside out; each may use only rooms before it, and of these only those that are named. */
    private static final Map<String, Set<String>> MAY_USE = rooms("""
            model:
            store:
            json: model
            bounds: model
            control:
            host: model store
            target: model store
            state: model
            run: model state
            queue: model
            config.source:
            jslt: json bounds config.source
            config.access: config.source
            config.request: model config.source
            config.service: model store config.source config.access config.request
            config: model json config.source config.service
            config.yaml: model store json config.source jslt config.access config.request config.service config
            mapping: model json bounds config.source config.service config jslt
            events: model json config.source config
            resilience: model config.service
            limits: model control resilience
            rest.http: model json config.source config.access config.request config.service
            rest.auth: model json config.source config.access rest.http
            rest.call: model json config.source config.access config.request config.service resilience rest.http rest.auth
            rest.paging: model json config.request config.service rest.http rest.call
            rest.write: model json bounds target config.source config.request config.service config jslt resilience rest.http rest.call
            rest: model json bounds host target config.source config.access config.request config.service config jslt resilience rest.http rest.auth rest.call rest.paging rest.write
            stores: model store json host target config.source config.service config resilience rest.http rest.write rest
            azure: model control state run queue config.source rest.auth
            sync: model json bounds control host target state run queue config mapping resilience
            sync.absence: model control host config run sync
            sync.compare: model json bounds host target state run config.service config mapping sync
            sync.runs: model json control run queue config sync
            sync.send: model state run queue resilience sync sync.compare
            sync.snapshot: model json bounds host state run mapping sync sync.compare
            sync.steps: model bounds run queue resilience sync sync.runs
            sync.decide: model host state run queue config mapping sync sync.absence sync.compare
            sync.publish: model json bounds control host target state run queue config mapping resilience sync sync.absence sync.compare sync.decide sync.runs sync.send
            sync.incoming: model json queue config events sync sync.send
            sync.work: model json bounds host target state run config jslt mapping resilience sync sync.absence sync.compare sync.runs sync.send sync.snapshot sync.steps sync.publish
            sync.watch: model control state run config resilience limits sync sync.runs sync.send sync.steps sync.publish
            engine: model run queue events resilience sync sync.absence sync.compare sync.runs sync.send sync.snapshot sync.steps sync.publish sync.incoming sync.work sync.watch
            operations: model json bounds control host target state run queue events resilience sync sync.runs sync.send sync.compare sync.publish sync.incoming engine
            telemetry: model bounds host target state run queue resilience sync
            """);

    private static Map<String, Set<String>> rooms(String plan) {
        Map<String, Set<String>> rooms = new LinkedHashMap<>();
        plan.lines().map(String::strip).forEach(line -> {
            String[] parts = line.split(":", -1);
            Set<String> used = new TreeSet<>(List.of(parts[1].strip().split(" ")));
            used.remove("");
            assertThat(rooms.keySet()).as("the rooms before " + parts[0]).containsAll(used);
            rooms.put(parts[0], used);
        });
        return rooms;
    }

    @ArchTest
    static void rooms_use_only_what_the_plan_allows_and_the_plan_allows_only_what_is_used(JavaClasses classes) {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> examples = new TreeSet<>();
        for (JavaClass from : classes) {
            String room = room(from);
            Set<String> used = found.computeIfAbsent(room, name -> new TreeSet<>());
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass().getBaseComponentType();
                if (to.getPackageName().startsWith(ROOT) && !room(to).equals(room)) {
                    used.add(room(to));
                    if (!MAY_USE.getOrDefault(room, Set.of()).contains(room(to))) {
                        examples.add(dependency.getDescription());
                    }
                }
            }
        }
        assertThat(examples).as("what the plan does not allow").isEmpty();
        assertThat(found).as("the plan, from what is used").isEqualTo(new TreeMap<>(MAY_USE));
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOT.length());
    }

    @ArchTest
    static final ArchRule ONLY_AZURE_KNOWS_THE_AZURE_SDK = only("azure", "com.azure..");

    @ArchTest
    static final ArchRule ONLY_REST_SPEAKS_HTTP = only("rest..", "java.net.http..");

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
            .and()
            .areNotDeclaredIn(CallRun.class)
            .and()
            .areNotDeclaredIn(WorkLimit.class)
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
        assertThat(folders())
                .allSatisfy(folder ->
                        assertThat(folder.resolve("package-info.java")).exists());
    }

    @Test
    void no_package_is_a_store_room() throws IOException {
        assertThat(folders())
                .allSatisfy(folder -> assertThat(folder.toFile().list((parent, name) -> name.endsWith(".java")))
                        // With its package-info.
                        .hasSizeLessThanOrEqualTo(MOST_CLASSES + 1));
    }

    private static List<Path> folders() throws IOException {
        List<Path> folders = new ArrayList<>();
        for (Path root : SOURCES) {
            try (Stream<Path> all = Files.walk(root)) {
                all.filter(ArchitectureTest::holdsSources).forEach(folders::add);
            }
        }
        return folders;
    }

    private static boolean holdsSources(Path folder) {
        String[] sources = folder.toFile().list((parent, name) -> name.endsWith(".java"));
        return sources != null && sources.length > 0;
    }

    private static ArchRule only(String room, String library) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(named(room))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static String named(String room) {
        return ROOT + room;
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
