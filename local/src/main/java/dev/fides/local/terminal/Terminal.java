package dev.fides.local.terminal;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What output goes to. */
@FunctionalInterface
public interface Terminal {

    /** How many characters a line has at present; empty where no terminal shows it, and lines may be of any length. */
    OptionalInt columns();

    default boolean isPresent() {
        return columns().isPresent();
    }

    /**
     * The lines of a text, none longer than this terminal is wide unless a single word is; what continues a line is indented
     * a little further than its beginning.
     */
    default List<String> fold(String text) {
        OptionalInt width = columns();
        return text.lines()
                .flatMap(line -> width.isPresent() ? Folding.fold(line, width.getAsInt()).stream() : Stream.of(line))
                .toList();
    }

    /** A file or a pipe. */
    static Terminal none() {
        return OptionalInt::empty;
    }

    /** One that nobody resizes. */
    static Terminal of(int columns) {
        return () -> OptionalInt.of(columns);
    }

    /** The terminal that this process was started at, which may be resized at any time. */
    static Terminal ofThisProcess() {
        return new ControllingTerminal();
    }
}
