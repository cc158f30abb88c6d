package dev.fides.local.functionhost.sample;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the functions of the sample saw; the injector makes one for the whole app. */
public final class Journal {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    List<String> lines() {
        return lines;
    }
}
