package dev.fides.cli.app;

/** How commands end that ask the app, and the words for it in their help. */
public final class ExitStatus {

    /** What was asked for is done; a run that was waited for has completed. */
    public static final int DONE = 0;

    /** The app said no, knows no such thing, or a run ended in another way than completed. */
    public static final int FAILED = 1;

    /** The app could not be asked. */
    public static final int NOT_ASKED = 3;

    /** The run that was waited for holds deletes until somebody approves them. */
    public static final int HELD = 4;

    public static final String HEADING = "Exit codes:%n";
    public static final String DONE_SAID = "0:done; a run that was waited for has completed";
    public static final String FAILED_SAID = "1:the app refused, knows no such thing, or the run did not complete";
    public static final String MISUSE_SAID = "2:the command is not used as it should be";
    public static final String NOT_ASKED_SAID =
            "3:the app could not be asked: no connection, no key, still starting, or something else answers there";
    public static final String HELD_SAID = "4:the run waits until somebody approves its deletes";

    private ExitStatus() {}
}
