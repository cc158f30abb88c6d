package dev.fides.local;

import dev.fides.local.launch.Launch;
import java.util.List;

/** The command line of one machine; {@code setup.sh} calls it. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Launch.run(List.of(arguments)));
    }
}
