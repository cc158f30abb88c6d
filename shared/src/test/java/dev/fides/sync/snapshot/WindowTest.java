package dev.fides.sync.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.fakes.InMemorySnapshotStore;
import dev.fides.fakes.ManualClock;
import dev.fides.state.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final int RECORDS = 10_000;
    private static final int PAGE = 250;

    private final InMemorySnapshotStore store = new InMemorySnapshotStore(new ManualClock());
    private Snapshot snapshot = Snapshot.begun("cities", "run", new ManualClock().instant(), "f");

    /** In two parts, the first of which ends within a chunk. */
    @BeforeEach
    void make() {
        make(1, 0, 4_300);
        make(2, 4_300, RECORDS);
    }

    private void make(int claim, int from, int to) {
        Maker maker = new Maker(store, snapshot, claim, from);
        for (int i = from; i < to; i++) {
            maker.add(i, Optional.of(entry(i)));
        }
        snapshot = maker.made(true);
    }

    @Test
    void everything_is_found_where_it_was_and_each_chunk_is_read_once() {
        assertThat(snapshot.records()).isEqualTo(RECORDS);
        assertThat(found(listed())).isEqualTo(RECORDS);
        assertThat(store.reads()).isEqualTo(snapshot.chunks()).isEqualTo(store.writes());
    }

    @Test
    void a_step_in_the_middle_reads_only_what_lies_about_it() {
        Window window = new Window(store, snapshot, 0);
        window.moveTo(6_000, 6_250);

        assertThat(window.has(entry(6_000), 6_000)).isTrue();
        assertThat(store.reads()).isBetween(3, 4);
    }

    @Test
    void records_that_came_in_or_went_here_and_there_are_followed() {
        List<Integer> listed = listed();
        for (int i = 0; i < 8; i++) {
            List<Integer> many = new ArrayList<>();
            for (int j = 0; j < 700; j++) {
                many.add(RECORDS + i * 700 + j);
            }
            listed.addAll(listed.indexOf(i * 1_000), many);
        }

        assertThat(found(listed)).isEqualTo(RECORDS);

        listed.removeIf(number -> number >= RECORDS || number % 1_000 < 600);
        assertThat(found(listed)).isEqualTo(RECORDS * 4 / 10);
    }

    @Test
    void a_listing_in_another_order_finds_little_and_reads_no_more() {
        List<Integer> listed = listed();
        Collections.shuffle(listed, new Random(1));

        assertThat(found(listed)).isLessThan(RECORDS);
        assertThat(store.reads()).isLessThan(10 * snapshot.chunks());
    }

    @Test
    void bytes_that_are_no_entries_are_nothing() {
        store.putChunk(new Snapshot.ChunkId("cities", "run", 1, 0), new byte[] {1, 2, 3});

        assertThat(found(listed())).isEqualTo(RECORDS - Snapshot.CHUNK);
    }

    private int found(List<Integer> listed) {
        Window window = new Window(store, snapshot, 0);
        int found = 0;
        for (int from = 0; from < listed.size(); from += PAGE) {
            int to = Math.min(from + PAGE, listed.size());
            window.moveTo(from, to);
            for (int i = from; i < to; i++) {
                found += window.has(entry(listed.get(i)), i) ? 1 : 0;
            }
        }
        return found;
    }

    private static List<Integer> listed() {
        List<Integer> listed = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            listed.add(i);
        }
        return listed;
    }

    private static Entry entry(int number) {
        return new Entry(number * 31L, number, ~number);
    }
}
