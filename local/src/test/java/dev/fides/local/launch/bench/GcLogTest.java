package dev.fides.local.launch.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {

    @Test
    void the_heap_in_use_is_the_most_before_any_collection_and_what_is_held_the_most_after_a_full_one(
            @TempDir Path folder) throws IOException {
        Path log = Files.writeString(folder.resolve("gc.log"), """
                [0.1s][info][gc] Using G1
                [0.9s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->8M(260M) 5.1ms
                [1.9s][info][gc] GC(1) Pause Young (Normal) (G1 Evacuation Pause) 120M->30M(260M) 5.1ms
                [2.0s][info][gc] GC(2) Concurrent Mark Cycle
                [2.1s][info][gc] GC(3) Pause Full (System.gc()) 90M->20M(260M) 9.1ms
                """, UTF_8);

        assertThat(GcLog.read(log)).isEqualTo(new GcLog.Heap(120, 20));
    }
}
