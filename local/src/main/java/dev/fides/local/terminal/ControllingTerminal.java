package dev.fides.local.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks {@code stty} for the size, since Java has no word for it; not more often than a line is redrawn. */
final class ControllingTerminal implements Terminal {

    /** What terminals have had since there were cards. */
    private static final int USUAL = 80;

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LIMIT_SECONDS = 2;

    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

    private long askedAt;
    private int columns;

    @Override
    public synchronized OptionalInt columns() {
        long now = System.nanoTime();
        if (columns == 0 || now - askedAt > FRESH_NANOS) {
            columns = ask();
            askedAt = now;
        }
        return OptionalInt.of(columns);
    }

    private static int ask() {
        try {
            Process stty = new ProcessBuilder("sh", "-c", "stty size </dev/tty")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var said = stty.getInputStream()) {
                if (!stty.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    stty.destroyForcibly();
                    return USUAL;
                }
                return read(new String(said.readAllBytes(), StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** Some terminals do not know their size, and say 0. */
    private static int read(String size) {
        Matcher matcher = SIZE.matcher(size);
        int found = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        return found > 0 ? found : USUAL;
    }
}
