package dev.fides.local.cosmos.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts a query into tokens. */
final class Lexer {
    private static final List<String> LONG_SYMBOLS = List.of("<=", ">=", "!=", "<>", "||", "??");

    private final String query;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String query) {
        this.query = query;
    }

    /** All tokens of {@code query}, the last one of kind END. */
    static List<Token> tokens(String query) {
        Lexer lexer = new Lexer(query);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (position < query.length()) {
            char c = query.charAt(position);
            if (Character.isWhitespace(c)) {
                position++;
            } else if (query.startsWith("--", position)) {
                skipComment();
            } else if (c == '\'' || c == '"') {
                string(c);
            } else if (Character.isLetter(c) || c == '_' || c == '$') {
                word(Token.Kind.NAME);
            } else if (c == '@') {
                word(Token.Kind.PARAMETER);
            } else if (Character.isDigit(c)) {
                number();
            } else {
                symbol();
            }
        }
        tokens.add(new Token(Token.Kind.END, "", position));
    }

    private void skipComment() {
        while (position < query.length() && query.charAt(position) != '\n') {
            position++;
        }
    }

    private void word(Token.Kind kind) {
        int start = position++;
        while (position < query.length() && isWordCharacter(query.charAt(position))) {
            position++;
        }
        add(kind, query.substring(start, position), start);
    }

    private static boolean isWordCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void number() {
        int start = position;
        while (position < query.length() && isNumberCharacter(start)) {
            position++;
        }
        add(Token.Kind.NUMBER, query.substring(start, position), start);
    }

    private boolean isNumberCharacter(int start) {
        char c = query.charAt(position);
        boolean signOfExponent =
                (c == '-' || c == '+') && position > start && "eE".indexOf(query.charAt(position - 1)) >= 0;
        return Character.isDigit(c) || c == '.' || c == 'e' || c == 'E' || signOfExponent;
    }

    private void symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (query.startsWith(symbol, position)) {
                add(Token.Kind.SYMBOL, symbol, position);
                position += symbol.length();
                return;
            }
        }
        add(Token.Kind.SYMBOL, String.valueOf(query.charAt(position)), position);
        position++;
    }

    private void string(char quote) {
        int start = position++;
        StringBuilder text = new StringBuilder();
        while (true) {
            if (position >= query.length()) {
                throw new SqlException("Syntax error, the string at position " + start + " does not end.");
            }
            char c = query.charAt(position++);
            if (c == quote) {
                break;
            }
            text.append(c == '\\' ? escaped(start) : c);
        }
        add(Token.Kind.STRING, text.toString(), start);
    }

    private char escaped(int start) {
        if (position >= query.length()) {
            throw new SqlException("Syntax error, the string at position " + start + " does not end.");
        }
        char c = query.charAt(position++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode(start);
            default -> c;
        };
    }

    private char unicode(int start) {
        try {
            char c = (char) Integer.parseInt(query.substring(position, position + 4), 16);
            position += 4;
            return c;
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new SqlException("Syntax error, a bad \\u escape in the string at position " + start + ".");
        }
    }

    private void add(Token.Kind kind, String text, int start) {
        tokens.add(new Token(kind, text, start));
    }
}
