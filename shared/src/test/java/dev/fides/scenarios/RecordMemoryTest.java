package dev.fides.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.host.HostReading;
import dev.fides.json.Footprint;
import dev.fides.model.HostRecord;
import dev.fides.model.RecordKey;
import dev.fides.sync.RecordMemory;
import dev.fides.sync.Sync;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordMemoryTest {

    private static final int KB = 1024;

    private final RecordMemory memory = new RecordMemory(1200 * KB);
    private final Sync sync = new World().sync;

    private void learn(int length) {
        HostRecord record = new HostRecord(
                new RecordKey("a"), JsonNodeFactory.instance.objectNode().put("text", "x".repeat(length)));
        assertThat(Footprint.of(record.body())).isBetween((long) length, length + 200L);
        memory.learn(sync, List.of(new HostReading.Present(record), new HostReading.Absent()));
    }

    @Test
    void of_unknown_records_few_are_read_and_of_known_ones_as_many_as_fit_into_a_portion() {
        assertThat(memory.portion(sync, 100)).isEqualTo(2);
        learn(15 * KB);
        assertThat(memory.portion(sync, 100)).isEqualTo(9);
        assertThat(memory.portion(sync, 4)).isEqualTo(4);
        learn(1000 * KB);
        assertThat(memory.portion(sync, 100)).isEqualTo(1);
    }

    @Test
    void what_was_large_once_is_forgotten_slowly() {
        learn(1000 * KB);
        learn(KB);
        assertThat(memory.portion(sync, 100)).isEqualTo(1);
        for (int i = 0; i < 100; i++) {
            learn(KB);
        }
        assertThat(memory.portion(sync, 100)).isGreaterThan(90);
    }

    @Test
    void what_is_held_is_not_there_for_others_and_comes_back() {
        learn(100 * KB);
        boolean room = memory.holding(sync, 3, () -> memory.tryTake(1000 * KB));
        assertThat(room).isFalse();
        assertThat(memory.tryTake(1000 * KB)).isTrue();
    }

    @Test
    void where_the_host_has_none_of_those_asked_for_more_are_read_at_once() {
        for (int i = 0; i < 10; i++) {
            memory.learn(sync, List.of(new HostReading.Absent()));
        }
        assertThat(memory.portion(sync, 100)).isEqualTo(16);
        learn(1000 * KB);
        assertThat(memory.portion(sync, 100)).isEqualTo(1);
    }

    @Test
    void who_holds_some_already_does_not_wait_for_more() {
        learn(5000 * KB);
        // The sync's part is used up by the first.
        String done = memory.holding(sync, 100, () -> memory.holding(sync, 100, () -> "done"));
        assertThat(done).isEqualTo("done");
        assertThat(memory.tryTake(1200 * KB)).as("all is given back").isTrue();
    }

    @Test
    void for_what_is_larger_than_all_of_it_there_is_never_room() {
        assertThat(memory.tryTake(1201 * KB)).isFalse();
        assertThat(memory.tryTake(1200 * KB)).isTrue();
    }

    @Test
    void one_sync_alone_never_has_all_of_it() {
        learn(5000 * KB);
        boolean room = memory.holding(sync, 100, () -> memory.tryTake(700 * KB));
        assertThat(room).isTrue();
    }
}
