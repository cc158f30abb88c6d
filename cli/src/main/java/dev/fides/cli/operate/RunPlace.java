package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.cli.app.App;
import dev.fides.cli.app.AppAnswer;
import dev.fides.cli.app.AppException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the app tells of a run.
 *
 * @param sync the one that it belongs to
 */
record RunPlace(String sync, String run) {

    /** Below {@code /api/}. */
    String path() {
        return "syncs/" + App.encoded(sync) + "/runs/" + App.encoded(run);
    }

    /**
     * Finds a run by its id, which does not say whose it is: those that are active, and the last ones, are told with the syncs;
     * for others each sync is asked.
     *
     * @throws AppException when no sync has it
     */
    static RunPlace find(App app, String run) {
        List<String> syncs = new ArrayList<>();
        for (JsonNode sync : app.get("syncs").json().path("syncs")) {
            String name = sync.path("sync").asText();
            syncs.add(name);
            if (sync.path("activeRuns").findValuesAsText("run").contains(run)
                    || sync.path("lastRun").path("run").asText().equals(run)) {
                return new RunPlace(name, run);
            }
        }
        return syncs.stream()
                .map(sync -> new RunPlace(sync, run))
                .filter(place -> look(app, place).isPresent())
                .findFirst()
                .orElseThrow(() -> new AppException(
                        AppException.Kind.UNKNOWN,
                        "no sync has a run " + run + "; ./setup.sh runs SYNC lists those of a sync, there "
                                + (syncs.size() == 1 ? "is " : "are ") + String.join(", ", syncs)));
    }

    private static Optional<AppAnswer> look(App app, RunPlace place) {
        try {
            return Optional.of(app.get(place.path()));
        } catch (AppException e) {
            if (e.kind() == AppException.Kind.UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
