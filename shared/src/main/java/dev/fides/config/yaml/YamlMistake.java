package dev.fides.config.yaml;

import dev.fides.config.source.DefinitionFault;
import dev.fides.config.source.DefinitionFault.Place;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * What is wrong with a text that is no YAML, in the words of whoever wrote it: the parser says what it was scanning for. Never
 * quotes more of the file than one character, because secrets may stand there.
 */
final class YamlMistake {

    private static final Pattern CANNOT_START = Pattern.compile("found character '(.).*that cannot start any token.*");

    private YamlMistake() {}

    static DefinitionFault of(String file, String text, YAMLException e) {
        if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark at = mark(marked);
            return fault(file, reason(marked)).at(new Place(at.getLine() + 1, at.getColumn() + 1));
        }
        if (e instanceof ReaderException unreadable) {
            return fault(
                            file,
                            String.format("the character U+%04X is not allowed: remove it", unreadable.getCodePoint()))
                    .at(place(text, unreadable.getPosition()));
        }
        return fault(
                file, Objects.toString(e.getMessage(), "").lines().findFirst().orElse(""));
    }

    private static DefinitionFault fault(String file, String reason) {
        return new DefinitionFault(file, "", "not valid YAML: " + reason);
    }

    /** What never ends is to be mended where it begins. */
    private static Mark mark(MarkedYAMLException e) {
        return neverEnds(e) ? e.getContextMark() : e.getProblemMark();
    }

    private static boolean neverEnds(MarkedYAMLException e) {
        return e.getContextMark() != null
                && e.getProblem().equals("found unexpected end of stream")
                && String.valueOf(e.getContext()).contains("quoted scalar");
    }

    private static String reason(MarkedYAMLException e) {
        String problem = e.getProblem();
        String context = Optional.ofNullable(e.getContext()).orElse("");
        Matcher character = CANNOT_START.matcher(problem);
        if (problem.contains("(TAB)")) {
            return "found a tab; indent with spaces only";
        } else if (character.matches()) {
            return "a text that begins with " + character.group(1) + " needs quotes: \"" + character.group(1) + "...\"";
        } else if (neverEnds(e)) {
            return "the quotes that open here are never closed";
        } else if (context.equals("while scanning an alias") || problem.startsWith("found undefined alias")) {
            return "a text that begins with * needs quotes: \"*...\"";
        } else if (context.equals("while scanning an anchor")) {
            return "a text that begins with & needs quotes: \"&...\"";
        } else if (problem.startsWith("found unknown escape character")) {
            return "\\ in double quotes begins an escape such as \\n; use single quotes, or write \\\\";
        } else if (problem.contains("tag")) {
            return "a text that begins with ! needs quotes: \"!...\"";
        } else if (context.startsWith("while scanning a block scalar")) {
            return "a text that begins with | or > needs quotes; alone, these begin a text of several lines below";
        }
        return reasonOfStructure(problem, context);
    }

    private static String reasonOfStructure(String problem, String context) {
        if (context.startsWith("while parsing a flow")) {
            return problem.endsWith("but got {")
                    ? "inside { } or [ ] a text with braces needs quotes, such as \"/cities/{key}\" or \"${NAME}\""
                    : "expected a comma, or the bracket that closes what was opened with { or [ before";
        } else if (problem.startsWith("mapping values are not allowed")) {
            return "a colon that is not expected here: a text with \": \" in it needs quotes, a name needs a space after its"
                    + " colon (name: value), and the members of one part begin in the same column";
        } else if (problem.startsWith("could not find expected ':'")) {
            return "expected \"name: value\", found a line without a colon followed by a space";
        } else if (problem.endsWith("'<block mapping start>'") || problem.endsWith("'?'")) {
            return "is indented unlike the members before it: the members of one part begin in the same column";
        } else if (problem.startsWith("expected <block end>")) {
            return "something follows a value: a quote before it is not closed, a text with quotes in it needs others around it"
                    + " ('say \"x\"', \"it's\"), or it is not in the same column as the members of its part";
        } else if (problem.startsWith("sequence entries are not allowed")) {
            return "an item (- ...) begins on a line of its own, below the name of its list";
        } else if (context.startsWith("expected a single document")) {
            return "--- begins another document: one file describes one sync";
        } else if (problem.startsWith("expected the node content")) {
            return "a text that begins with ] or } or , needs quotes";
        }
        return problem;
    }

    private static Place place(String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(line, before.length() - before.lastIndexOf('\n'));
    }
}
