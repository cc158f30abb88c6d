package dev.fides.functions.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import dev.fides.functions.trigger.UnknownCall;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KnownRoutesTest {

    /** A function that answers HTTP calls. */
    private record HttpFunction(String name, HttpTrigger trigger) {

        private Stream<KnownRoutes.Known> routes() {
            return Arrays.stream(trigger.methods())
                    .map(method -> new KnownRoutes.Known(method.name(), trigger.route()));
        }
    }

    @Test
    void every_route_of_a_function_is_known_and_no_other() throws Exception {
        assertThat(KnownRoutes.all())
                .containsExactlyInAnyOrderElementsOf(httpFunctions()
                        .filter(function -> !function.name().equals("UnknownCall"))
                        .flatMap(HttpFunction::routes)
                        .toList());
    }

    @Test
    void the_function_that_takes_everything_has_the_last_name() throws Exception {
        assertThat(httpFunctions().map(HttpFunction::name).max(String.CASE_INSENSITIVE_ORDER))
                .contains("UnknownCall");
    }

    @Test
    void every_call_is_documented() throws Exception {
        List<String> rows;
        try (Stream<String> lines = Files.lines(Path.of("..", "docs", "http-api.md"))) {
            rows = lines.filter(line -> line.startsWith("| `")).toList();
        }

        assertThat(KnownRoutes.all())
                .as("HEAD works where GET does, which the page says once")
                .filteredOn(call -> !call.method().equals("HEAD"))
                .allSatisfy(call -> assertThat(rows).as(call.toString()).anyMatch(row -> names(row, call)));
    }

    /** Whether the first cell of a row has the method and all fixed parts of the route. */
    private static boolean names(String row, KnownRoutes.Known call) {
        List<String> words = List.of(row.split("\\|", -1)[1].split("[^A-Za-z-]+", -1));
        return words.contains(call.method())
                && Arrays.stream(call.route().split("/", -1))
                        .filter(segment -> !segment.startsWith("{"))
                        .allMatch(words::contains);
    }

    private static Stream<HttpFunction> httpFunctions() throws IOException, URISyntaxException {
        Path classes = Path.of(UnknownCall.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(UnknownCall.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(classes)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .toList();
            return names.stream()
                    .map(KnownRoutesTest::load)
                    .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                    .flatMap(KnownRoutesTest::httpFunction);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(UnknownCall.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<HttpFunction> httpFunction(Method method) {
        return Arrays.stream(method.getParameters())
                .map(parameter -> parameter.getAnnotation(HttpTrigger.class))
                .filter(trigger -> trigger != null && method.isAnnotationPresent(FunctionName.class))
                .map(trigger -> new HttpFunction(
                        method.getAnnotation(FunctionName.class).value(), trigger));
    }
}
