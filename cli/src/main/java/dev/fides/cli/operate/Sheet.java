package dev.fides.cli.operate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.terminal.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Writes lines and tables for people, within the width of their terminal. */
final class Sheet {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PrintWriter out;
    private final Terminal terminal;
    private final Clock clock;

    Sheet(PrintWriter out, Terminal terminal, Clock clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    void line(String text) {
        terminal.fold(text).forEach(out::println);
    }

    void table(Table table) {
        table.lines(terminal.columns()).forEach(out::println);
    }

    /** A text of others, harmless at a terminal: what would move the cursor or forge a line is shown as a question mark. */
    static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\u0080-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]", "?");
    }

    static String text(JsonNode node, String member) {
        return plain(node.path(member).asText());
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String number(JsonNode node, String member) {
        return number(node.path(member).asLong());
    }

    /** A word of the app, as people write it. */
    static String word(String constant) {
        return plain(constant.toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** The type of a run, as the command is called that starts it. */
    static String type(JsonNode run) {
        return word(run.path("type").asText()).replace(' ', '-');
    }

    static Optional<Instant> instant(JsonNode node, String member) {
        try {
            return Optional.of(Instant.parse(node.path(member).asText()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code 2026-11-29 13:26:11}, in UTC as the log has it. */
    static String at(Instant time) {
        return TIME.format(time);
    }

    /** Such as {@code 4 min ago}. */
    String ago(Instant time) {
        Duration since = Duration.between(time, clock.instant());
        if (since.isNegative()) {
            return "just now";
        } else if (since.toMinutes() < 1) {
            return since.toSeconds() + " s ago";
        } else if (since.toHours() < 1) {
            return since.toMinutes() + " min ago";
        } else if (since.toDays() < 1) {
            return since.toHours() + " h ago";
        }
        return since.toDays() + " d ago";
    }

    /** Such as {@code 37.9 s} or {@code 3 min 20 s}. */
    static String took(Duration time) {
        if (time.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1_000.0);
        } else if (time.toHours() < 1) {
            return time.toMinutes() + " min " + time.toSecondsPart() + " s";
        }
        return time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
