package dev.fides.local.demo.target;

import java.util.ArrayList;
import java.util.List;

/** When requests arrived and who sent them, as they say themselves; writes nothing down until it is told to. */
final class RequestLog {

    private static final int KEPT = 1_000_000;

    private final List<TargetControl.Arrival> arrivals = new ArrayList<>();
    private boolean recording;

    synchronized void start() {
        arrivals.clear();
        recording = true;
    }

    synchronized void add(String sender) {
        if (recording && arrivals.size() < KEPT) {
            arrivals.add(new TargetControl.Arrival(System.nanoTime(), sender));
        }
    }

    synchronized List<TargetControl.Arrival> arrivals() {
        return List.copyOf(arrivals);
    }
}
