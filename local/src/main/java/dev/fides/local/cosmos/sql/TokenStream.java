package dev.fides.local.cosmos.sql;

import java.util.List;

/** Reads tokens one after the other. */
final class TokenStream {
    private final List<Token> tokens;
    private int next;

    TokenStream(String query) {
        this.tokens = Lexer.tokens(query);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token previous() {
        return tokens.get(next - 1);
    }

    Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    int position() {
        return next;
    }

    void reset(int position) {
        next = position;
    }

    boolean isAt(String word) {
        return peek().is(Token.Kind.NAME, word);
    }

    boolean takeWord(String word) {
        boolean there = isAt(word);
        next += there ? 1 : 0;
        return there;
    }

    boolean takeSymbol(String symbol) {
        boolean there = peek().is(Token.Kind.SYMBOL, symbol);
        next += there ? 1 : 0;
        return there;
    }

    void requireWord(String word) {
        if (!takeWord(word)) {
            throw unexpected(word);
        }
    }

    void requireSymbol(String symbol) {
        if (!takeSymbol(symbol)) {
            throw unexpected("'" + symbol + "'");
        }
    }

    String requireName() {
        if (peek().kind() != Token.Kind.NAME) {
            throw unexpected("a name");
        }
        return take().text();
    }

    SqlException unexpected(String wanted) {
        Token token = peek();
        String found = token.kind() == Token.Kind.END ? "the end" : "'" + token.text() + "'";
        return new SqlException(
                "Syntax error, " + wanted + " expected but " + found + " found at position " + token.position() + ".");
    }
}
