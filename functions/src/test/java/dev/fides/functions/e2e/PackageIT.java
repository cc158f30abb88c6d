package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is deployed. */
class PackageIT {

    @Test
    void of_native_tls_only_the_platform_of_azure_functions_is_in_the_package() throws IOException {
        assertThat(jars())
                .filteredOn(name -> name.matches("netty-tcnative-boringssl-static-.*(linux|osx|windows).*"))
                .singleElement()
                .asString()
                .contains("linux-x86_64");
    }

    @Test
    void nothing_of_the_local_machine_is_in_the_package() throws IOException {
        assertThat(jars()).isNotEmpty().noneMatch(name -> name.startsWith("fides-local"));
    }

    private static List<String> jars() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target", "azure-functions", "fides", "lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
