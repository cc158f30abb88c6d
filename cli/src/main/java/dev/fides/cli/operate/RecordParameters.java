package dev.fides.cli.operate;

import dev.fides.cli.app.App;
import picocli.CommandLine.Parameters;

/** The record that a command is about. */
final class RecordParameters {

    @Parameters(index = "0", paramLabel = "SYNC", description = "The sync.")
    private String sync;

    @Parameters(index = "1", paramLabel = "KEY", description = "The key of the record.")
    private String key;

    /** Where the app tells of it, below {@code /api/}. */
    String path() {
        return "syncs/" + App.encoded(sync) + "/records?key=" + App.encoded(key);
    }

    /** As it is called in a sentence. */
    String named() {
        return "record " + Sheet.plain(key) + " of sync " + Sheet.plain(sync);
    }

    /** As other commands take it. */
    String words() {
        return Sheet.plain(sync) + " " + Sheet.plain(key);
    }
}
