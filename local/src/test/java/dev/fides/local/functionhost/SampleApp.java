package dev.fides.local.functionhost;

import dev.fides.local.functionhost.sample.EventFunctions;
import dev.fides.local.functionhost.sample.HttpFunctions;
import dev.fides.local.functionhost.sample.SampleInjector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Packages the sample functions as azure-functions-maven-plugin would, into a folder of the test. */
final class SampleApp {
    private static final String HOST_JSON = """
            {"version": "2.0", "extensions": {
              "http": {"routePrefix": "api"},
              "serviceBus": {"maxConcurrentCalls": 4, "maxConcurrentSessions": 4, "sessionIdleTimeout": "00:00:01",
                             "maxAutoLockRenewalDuration": "00:10:00"}}}
            """;

    private final Path folder;

    private SampleApp(Path folder) {
        this.folder = folder;
    }

    /** The app without functions; each test adds those it wants. */
    static SampleApp in(Path folder) throws IOException {
        return in(folder, List.of(SampleInjector.class));
    }

    static SampleApp in(Path folder, List<Class<?>> injectors) throws IOException {
        Files.writeString(folder.resolve("host.json"), HOST_JSON);
        jar(folder.resolve("sample.jar"), injectors);
        return new SampleApp(folder);
    }

    Path folder() {
        return folder;
    }

    SampleApp http(String method, String level, String route, String... methods) throws IOException {
        String routeMember = route.isEmpty() ? "" : ", \"route\": \"%s\"".formatted(route);
        String list = methods.length == 0 ? "" : "\"" + String.join("\", \"", methods) + "\"";
        return function(method, HttpFunctions.class, """
                {"type": "httpTrigger", "direction": "in", "name": "request", "methods": [%s], "authLevel": "%s"%s},
                {"type": "http", "direction": "out", "name": "$return"}
                """.formatted(list, level, routeMember));
    }

    SampleApp timer(String schedule) throws IOException {
        return event(
                "tick", "{\"type\": \"timerTrigger\", \"name\": \"timer\", \"schedule\": \"%s\"}".formatted(schedule));
    }

    SampleApp queue(String method, String queue, boolean sessions) throws IOException {
        return event(method, """
                {"type": "serviceBusTrigger", "direction": "in", "name": "message", "queueName": "%s",
                 "connection": "ServiceBus", "isSessionsEnabled": %s}
                """.formatted(queue, sessions));
    }

    SampleApp event(String method, String binding) throws IOException {
        return function(method, EventFunctions.class, binding);
    }

    private SampleApp function(String method, Class<?> type, String bindings) throws IOException {
        Path functionFolder = Files.createDirectories(folder.resolve(method));
        Files.writeString(functionFolder.resolve("function.json"), """
                {"scriptFile": "../sample.jar", "entryPoint": "%s.%s", "bindings": [%s]}
                """.formatted(type.getName(), method, bindings));
        return this;
    }

    private static void jar(Path jar, List<Class<?>> injectors) throws IOException {
        String packagePath = HttpFunctions.class.getPackageName().replace('.', '/');
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> classes = Files.list(testClasses().resolve(packagePath))) {
            for (Path each : classes.toList()) {
                zip.putNextEntry(new ZipEntry(packagePath + "/" + each.getFileName()));
                zip.write(Files.readAllBytes(each));
            }
            if (!injectors.isEmpty()) {
                zip.putNextEntry(new ZipEntry(
                        "META-INF/services/com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector"));
                String names =
                        String.join("\n", injectors.stream().map(Class::getName).toList());
                zip.write(names.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static Path testClasses() {
        try {
            return Path.of(HttpFunctions.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("test classes are in a folder", e);
        }
    }
}
