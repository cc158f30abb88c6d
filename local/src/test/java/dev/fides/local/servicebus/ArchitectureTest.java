package dev.fides.local.servicebus;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The endpoint's rooms: each knows only those below it, and the broker knows nothing of AMQP. */
@AnalyzeClasses(packages = ArchitectureTest.ENDPOINT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ENDPOINT = "dev.fides.local.servicebus";

    private static final int MOST_CLASSES_OF_A_ROOM = 25;

    /** For each room the other rooms that it may use; the endpoint, which puts them together, may use all. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "config", Set.of(),
            "broker", Set.of("config"),
            "protocol", Set.of("broker"),
            "management", Set.of("broker", "protocol"),
            // Its thread is that of the broker's timers.
            "connection", Set.of("broker", "protocol"));

    @ArchTest
    static final ArchRule ROOMS_USE_ONLY_WHAT_THE_TABLE_ALLOWS = CompositeArchRule.of(
            MAY_USE.keySet().stream().map(ArchitectureTest::keepsTo).toList());

    @ArchTest
    static final ArchRule NO_ROOMS_USE_EACH_OTHER =
            slices().matching(ENDPOINT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule EVERY_CLASS_LIVES_IN_A_ROOM_OF_THE_TABLE = classes()
            .that()
            .resideOutsideOfPackage(ENDPOINT)
            .should()
            .resideInAnyPackage(
                    MAY_USE.keySet().stream().map(ArchitectureTest::room).toArray(String[]::new));

    @ArchTest
    static final ArchRule THE_BROKER_KNOWS_NOTHING_OF_AMQP = noClasses()
            .that()
            .resideInAnyPackage(room("broker"), room("config"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.qpid..");

    @ArchTest
    static void no_room_is_crowded(JavaClasses classes) {
        Map<String, Long> rooms = classes.stream()
                .filter(JavaClass::isTopLevelClass)
                .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(rooms)
                .hasSize(MAY_USE.size() + 1)
                .allSatisfy((room, count) -> assertThat(count).as(room).isLessThanOrEqualTo(MOST_CLASSES_OF_A_ROOM));
    }

    @Test
    void every_room_says_in_a_sentence_what_lives_there() {
        Path sources = Path.of("src/main/java", ENDPOINT.replace('.', '/'));

        assertThat(MAY_USE.keySet())
                .allSatisfy(room -> assertThat(sources.resolve(room).resolve("package-info.java"))
                        .exists());
    }

    private static ArchRule keepsTo(String name) {
        String[] allowed =
                MAY_USE.get(name).stream().map(ArchitectureTest::room).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(room(name))
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ENDPOINT + "..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(allowed))
                        .and(JavaClass.Predicates.resideOutsideOfPackage(room(name))));
    }

    private static String room(String name) {
        return ENDPOINT + "." + name;
    }
}
