package dev.fides.cli;

import dev.fides.cli.operate.Surroundings;
import dev.fides.cli.settings.CommandSettings;
import dev.fides.local.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Runs commands in this process, with a clock that stands, pauses that take no time, and a person who answers as told. */
final class Shell {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> questions = new ArrayList<>();
    private Terminal terminal = Terminal.none();
    private Optional<Predicate<String>> person = Optional.empty();
    private Runnable atPause = () -> {};
    private Runnable interrupted = () -> {};

    /** Surroundings without a terminal and a person. */
    static Surroundings around(Path home, Map<String, String> environment) {
        return new Surroundings(
                new CommandSettings(home, environment),
                Clock.systemUTC(),
                Terminal.none(),
                time -> {
                    throw new AssertionError("nothing is waited for");
                },
                new Nobody(),
                new NoCtrlC());
    }

    Shell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Shell at(Terminal of) {
        terminal = of;
        return this;
    }

    /** Somebody who answers all questions in this way. */
    Shell answering(boolean yes) {
        person = Optional.of(question -> {
            questions.add(question);
            return yes;
        });
        return this;
    }

    /** Does something whenever a command pauses. */
    Shell atPauses(Runnable work) {
        atPause = work;
        return this;
    }

    int run(String... arguments) {
        return commands().execute(arguments);
    }

    CommandLine commands() {
        Surroundings around = new Surroundings(
                new CommandSettings(Path.of("nowhere"), environment),
                Clock.fixed(Instant.parse("2026-11-29T13:30:20Z"), ZoneOffset.UTC),
                terminal,
                time -> {
                    pauses.add(time);
                    atPause.run();
                },
                person.<Surroundings.Person>map(Somebody::new).orElseGet(Nobody::new),
                new FeltCtrlC());
        return Main.commandLine(around).setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    }

    /** What Ctrl+C does now. */
    void interrupt() {
        interrupted.run();
    }

    String out() {
        return out.toString();
    }

    List<String> lines() {
        return out.toString().lines().toList();
    }

    String err() {
        return err.toString();
    }

    List<Duration> pauses() {
        return pauses;
    }

    List<String> questions() {
        return questions;
    }

    private final class FeltCtrlC implements Surroundings.CtrlC {
        @Override
        public <T> T during(Runnable whenInterrupted, Supplier<T> work) {
            interrupted = whenInterrupted;
            try {
                return work.get();
            } finally {
                interrupted = () -> {};
            }
        }
    }

    private static final class NoCtrlC implements Surroundings.CtrlC {
        @Override
        public <T> T during(Runnable whenInterrupted, Supplier<T> work) {
            return work.get();
        }
    }

    private record Somebody(Predicate<String> answer) implements Surroundings.Person {
        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public boolean agrees(String question) {
            return answer.test(question);
        }
    }

    private static final class Nobody implements Surroundings.Person {
        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public boolean agrees(String question) {
            throw new AssertionError("nobody was there to be asked: " + question);
        }
    }
}
