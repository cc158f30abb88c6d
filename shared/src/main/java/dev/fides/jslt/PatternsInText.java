package dev.fides.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.Token;
import dev.fides.json.InvalidJsonException;
import dev.fides.json.Json;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the regular expressions that stand in a JSLT text as they are; those that are computed are met when they run. */
final class PatternsInText {

    private static final Set<String> FUNCTIONS = Set.of("test", "capture", "split", "replace");

    private static final Set<String> OPENING = Set.of("(", "[", "{");
    private static final Set<String> CLOSING = Set.of(")", "]", "}");

    private final JsltParserTokenManager tokens;
    private final List<String> patterns = new ArrayList<>();

    private PatternsInText(String text) {
        this.tokens = new JsltParserTokenManager(new SimpleCharStream(new StringReader(text)));
    }

    /** @param text that JSLT could compile */
    static List<String> of(String text) {
        PatternsInText found = new PatternsInText(text);
        found.read(false);
        return found.patterns;
    }

    /** Reads up to the end, or up to the bracket that closes a call. */
    private void read(boolean ofPattern) {
        int comma = 0;
        Token before = null;
        Token beforeThat = null;
        for (Token token = tokens.getNextToken();
                token.kind != JsltParserConstants.EOF;
                token = tokens.getNextToken()) {
            boolean closing = CLOSING.contains(token.image);
            boolean ends = closing || token.image.equals(",");
            if (ofPattern
                    && ends
                    && comma == 1
                    && isText(before)
                    && beforeThat != null
                    && beforeThat.image.equals(",")) {
                add(before.image);
            }
            if (closing) {
                return;
            }
            if (token.image.equals(",")) {
                comma++;
            } else if (OPENING.contains(token.image)) {
                read(token.image.equals("(") && before != null && FUNCTIONS.contains(before.image));
            }
            beforeThat = before;
            before = token;
        }
    }

    private static boolean isText(Token token) {
        return token != null && token.kind == JsltParserConstants.STRING;
    }

    private void add(String literal) {
        try {
            patterns.add(Json.parse(literal).textValue());
        } catch (InvalidJsonException e) {
            // An escape that JSON does not have; what it means shows when it runs.
        }
    }
}
