package dev.fides.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.parser.JsltParserConstants;
import com.schibsted.spt.data.jslt.parser.Token;
import dev.fides.config.source.Spelling;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the variables of JSLT that nothing defines. JSLT takes them for parameters that whoever applies the template will give;
 * nobody gives any here, so that every record would fail.
 */
final class UndefinedVariables {

    private UndefinedVariables() {}

    /**
     * The faults, each with file, line and column of the variable's first use.
     *
     * @param texts of the file and its imports, which compile, by name
     */
    static List<String> of(Expression expression, Map<String, String> texts) {
        Map<String, List<Token>> tokens = new LinkedHashMap<>();
        texts.forEach((file, text) -> tokens.put(file, JsltTokens.of(text)));
        Set<String> used = new TreeSet<>();
        tokens.values()
                .forEach(all ->
                        all.stream().filter(UndefinedVariables::isVariable).forEach(token -> used.add(name(token))));
        Set<String> undefined = askedFor(expression, used);
        Set<String> defined = new TreeSet<>(used);
        defined.removeAll(undefined);
        tokens.values().forEach(all -> addLets(all, defined));
        List<String> faults = new ArrayList<>();
        Set<String> said = new HashSet<>();
        tokens.forEach((file, all) -> all.stream()
                .filter(token -> isVariable(token) && undefined.contains(name(token)) && said.add(name(token)))
                .forEach(token -> faults.add(file + " line " + token.beginLine + ", column " + token.beginColumn
                        + ": No such variable: '$" + name(token) + "'" + guess(name(token), defined))));
        return faults;
    }

    private static String guess(String name, Set<String> defined) {
        String guess = Spelling.didYouMean(name, defined);
        return guess.isEmpty() ? "; define it with let, or write ." + name + " for a member of the record" : guess;
    }

    /** Those for which the expression takes values, found out without applying it. */
    private static Set<String> askedFor(Expression expression, Set<String> names) {
        Set<String> asked = new TreeSet<>();
        try {
            expression.apply(new Probe(names, asked), NullNode.getInstance());
        } catch (Asked e) {
            return asked;
        }
        throw new IllegalStateException("JSLT did not ask for the variables it was offered");
    }

    /** The expression has asked for all that it wants. */
    private static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Asked() {
            super(null, null, false, false);
        }
    }

    /** Offers values for names, and notes which are taken. */
    private static final class Probe extends AbstractMap<String, JsonNode> {
        private final Set<String> names;
        private final Set<String> asked;

        Probe(Set<String> names, Set<String> asked) {
            this.names = names;
            this.asked = asked;
        }

        @Override
        public JsonNode get(Object name) {
            asked.add((String) name);
            return NullNode.getInstance();
        }

        @Override
        public Set<String> keySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<String> iterator() {
                    return new EndingInAsked(names.iterator());
                }

                @Override
                public int size() {
                    return names.size();
                }
            };
        }

        @Override
        public Set<Entry<String, JsonNode>> entrySet() {
            throw new UnsupportedOperationException("offers names only");
        }
    }

    /** After the last name comes what the expression is for, and that must not begin. */
    private record EndingInAsked(Iterator<String> names) implements Iterator<String> {
        @Override
        public boolean hasNext() {
            if (!names.hasNext()) {
                throw new Asked();
            }
            return true;
        }

        @Override
        public String next() {
            return names.next();
        }
    }

    private static boolean isVariable(Token token) {
        return token.kind == JsltParserConstants.VARIABLE;
    }

    private static String name(Token variable) {
        return variable.image.substring(1);
    }

    private static void addLets(List<Token> tokens, Set<String> defined) {
        for (int i = 1; i < tokens.size(); i++) {
            if (tokens.get(i - 1).kind == JsltParserConstants.LET) {
                defined.add(tokens.get(i).image);
            }
        }
    }
}
