package dev.fides.jslt;

import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.JsltParserTokenManager;
import com.schibsted.spt.data.jslt.parser.SimpleCharStream;
import com.schibsted.spt.data.jslt.parser.Token;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a text that JSLT can read, each with its line and column; comments are left out. */
final class JsltTokens {

    private JsltTokens() {}

    static List<Token> of(String text) {
        JsltParserTokenManager manager = new JsltParserTokenManager(new SimpleCharStream(new StringReader(text)));
        List<Token> tokens = new ArrayList<>();
        for (Token token = manager.getNextToken();
                token.kind != JsltParserConstants.EOF;
                token = manager.getNextToken()) {
            tokens.add(token);
        }
        return tokens;
    }
}
