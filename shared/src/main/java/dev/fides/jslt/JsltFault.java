package dev.fides.jslt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import dev.fides.config.source.Spelling;
import dev.fides.json.Excerpt;
import dev.fides.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What JSLT says of a text that it cannot read, in fewer words: its parser lists every token that it knows. */
final class JsltFault {

    private static final Pattern UNREADABLE =
            Pattern.compile("^Parse error: (?:Lexical error|Encountered .*?) at line ([1-9]\\d*), column (\\d+)\\.");

    /** The kind of the token that was not expected, the token itself, and then those that were expected, one a line. */
    private static final Pattern UNEXPECTED = Pattern.compile(
            "^Parse error: Encountered (?:\"<EOF>\"|\" (?:\"[^\"]*\"|<\\w+>) \"(.*) \"\") at line \\d+, column \\d+\\."
                    + "\\s*Was expecting(?: one of)?:\\s*(.*)",
            Pattern.DOTALL);

    private static final Pattern LEXICAL =
            Pattern.compile("^Parse error: Lexical error .*Encountered: (.*?) (?:\\(|after).*", Pattern.DOTALL);

    private static final Pattern EXPRESSION = Pattern.compile("regular expression '(.*)'", Pattern.DOTALL);

    private static final Pattern UNKNOWN_FUNCTION = Pattern.compile("No such function: '(.*)'");

    /** More of what was expected nobody reads. */
    private static final int SHOWN = 6;

    private JsltFault() {}

    /**
     * The file, the place and the fault.
     *
     * @param texts of the file and its imports by name, in which a regular expression is looked for, whose place is not told
     */
    static String described(String file, JsltException e, Map<String, String> texts) {
        String source = e.getSource() == null ? file : e.getSource();
        String message = e.getMessageWithoutLocation();
        Matcher expression = EXPRESSION.matcher(message);
        if (place(e).isEmpty() && expression.find()) {
            return placeOf(expression.group(1), texts).orElse(source) + ": " + oneLine(message);
        }
        return source + place(e) + ": " + reason(message);
    }

    private static Optional<String> placeOf(String expression, Map<String, String> texts) {
        String literal = Json.text(JsonNodeFactory.instance.textNode(expression));
        return texts.entrySet().stream()
                .flatMap(text -> JsltTokens.of(text.getValue()).stream()
                        .filter(token -> token.image.equals(literal))
                        .map(token -> text.getKey() + " line " + token.beginLine + ", column " + token.beginColumn))
                .findFirst();
    }

    /** Where the text cannot be read on; JSLT itself names the place of the last token that it could read. */
    private static String place(JsltException e) {
        Matcher unreadable = UNREADABLE.matcher(e.getMessageWithoutLocation());
        if (unreadable.find()) {
            return " line " + unreadable.group(1) + ", column " + unreadable.group(2);
        }
        return e.getLine() < 1 ? "" : " line " + e.getLine() + ", column " + e.getColumn();
    }

    /** The name of a function that is not there, if that is the fault. */
    static Optional<String> unknownFunction(JsltException e) {
        Matcher unknown = UNKNOWN_FUNCTION.matcher(e.getMessageWithoutLocation());
        return unknown.matches() ? Optional.of(unknown.group(1)) : Optional.empty();
    }

    private static String reason(String message) {
        Matcher unknown = UNKNOWN_FUNCTION.matcher(message);
        if (unknown.matches()) {
            return message + Spelling.didYouMean(unknown.group(1), BuiltinFunctions.functions.keySet());
        }
        Matcher unexpected = UNEXPECTED.matcher(message);
        if (unexpected.matches()) {
            String found = unexpected.group(1) == null
                    ? "the end of the text"
                    : oneLine(unexpected.group(1)).replace("\\\"", "\"");
            return "Parse error: Encountered " + found + ", expected " + expected(unexpected.group(2));
        }
        Matcher lexical = LEXICAL.matcher(message);
        return lexical.matches() ? lexical(oneLine(lexical.group(1))) : oneLine(message);
    }

    private static String lexical(String found) {
        String error = "Parse error: Lexical error, ";
        if (found.equals("<EOF>")) {
            return error + "a text in double quotes is never closed";
        }
        return error + "found " + found + (found.contains("'") ? "; texts and names stand in double quotes" : "");
    }

    private static String expected(String tokens) {
        List<String> all = tokens.lines()
                .map(line -> line.replace("...", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
        return (all.size() > 1 ? "one of " : "")
                + String.join(" ", all.subList(0, Math.min(SHOWN, all.size())))
                + (all.size() > SHOWN ? " and others" : "");
    }

    static String oneLine(String message) {
        return Excerpt.of(message.replaceAll("\\s+", " ").strip());
    }
}
