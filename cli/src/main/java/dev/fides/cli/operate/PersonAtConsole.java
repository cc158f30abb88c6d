package dev.fides.cli.operate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Set;

/**
 * Somebody whose keyboard and screen this process has.
 *
 * @param isThere whether input and output are a terminal; {@code setup.sh} knows
 */
record PersonAtConsole(boolean isThere) implements Surroundings.Person {

    private static final Set<String> YES = Set.of("y", "yes");

    @Override
    public boolean agrees(String question) {
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        out.print(question + " [y/N] ");
        out.flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return answer != null && YES.contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
