package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.node.NullNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads scalar expressions by recursive descent; one method per level of precedence, weakest first. */
final class ExpressionParser {
    private static final Map<String, Operator> COMPARISONS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.NOT_EQUAL,
            "<>", Operator.NOT_EQUAL,
            "<", Operator.LESS,
            "<=", Operator.LESS_OR_EQUAL,
            ">", Operator.GREATER,
            ">=", Operator.GREATER_OR_EQUAL);
    private static final Map<String, Operator> SUMS =
            Map.of("+", Operator.ADD, "-", Operator.SUBTRACT, "||", Operator.CONCATENATE);
    private static final Map<String, Operator> PRODUCTS =
            Map.of("*", Operator.MULTIPLY, "/", Operator.DIVIDE, "%", Operator.REMAINDER);
    private static final Expr UNDEFINED = new Expr.Literal(SqlValues.UNDEFINED);
    private static final Map<String, Expr> CONSTANTS = Map.of(
            "true", new Expr.Literal(SqlValues.of(true)),
            "false", new Expr.Literal(SqlValues.of(false)),
            "null", new Expr.Literal(NullNode.getInstance()),
            "undefined", UNDEFINED);
    /** Deeper nesting than any sensible query has; keeps a hostile one from overflowing the stack. */
    private static final int MAX_DEPTH = 200;

    private final TokenStream tokens;
    private final Set<Expr.Aggregate> aggregates = new LinkedHashSet<>();
    private String alias = "c";
    private int depth;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
    }

    void alias(String name) {
        alias = name;
    }

    /** The aggregates read up to now. */
    Set<Expr.Aggregate> aggregates() {
        return Set.copyOf(aggregates);
    }

    Expr parse() {
        if (++depth > MAX_DEPTH) {
            throw new SqlException("The query is nested too deeply.");
        }
        Expr expression = conditional();
        depth--;
        return expression;
    }

    private Expr conditional() {
        Expr condition = coalesce();
        if (!tokens.takeSymbol("?")) {
            return condition;
        }
        Expr yes = parse();
        tokens.requireSymbol(":");
        return new Expr.Conditional(condition, yes, parse());
    }

    private Expr coalesce() {
        Expr first = or();
        return tokens.takeSymbol("??") ? new Expr.Coalesce(first, coalesce()) : first;
    }

    private Expr or() {
        Expr first = and();
        if (!tokens.isAt("OR")) {
            return first;
        }
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (tokens.takeWord("OR")) {
            operands.add(and());
        }
        return new Expr.Or(operands);
    }

    private Expr and() {
        Expr first = not();
        if (!tokens.isAt("AND")) {
            return first;
        }
        List<Expr> operands = new ArrayList<>(List.of(first));
        while (tokens.takeWord("AND")) {
            operands.add(not());
        }
        return new Expr.And(operands);
    }

    private Expr not() {
        boolean negated = false;
        while (tokens.takeWord("NOT")) {
            negated = !negated;
        }
        Expr operand = comparison();
        return negated ? new Expr.Not(operand) : operand;
    }

    private Expr comparison() {
        Expr left = sum();
        Operator operator = operator(COMPARISONS);
        if (operator != null) {
            return new Expr.Binary(operator, left, sum());
        }
        boolean negated = tokens.takeWord("NOT");
        Expr test = test(left);
        if (negated && test.equals(left)) {
            throw tokens.unexpected("IN, BETWEEN or LIKE");
        }
        return negated ? new Expr.Not(test) : test;
    }

    private Expr test(Expr left) {
        if (tokens.takeWord("IN")) {
            tokens.requireSymbol("(");
            return new Expr.In(left, list(")"));
        }
        if (tokens.takeWord("BETWEEN")) {
            Expr low = sum();
            tokens.requireWord("AND");
            return new Expr.Between(left, low, sum());
        }
        if (tokens.takeWord("LIKE")) {
            Expr pattern = sum();
            return new Expr.Like(left, pattern, tokens.takeWord("ESCAPE") ? primary() : UNDEFINED);
        }
        return left;
    }

    private Expr sum() {
        Expr left = product();
        for (Operator operator = operator(SUMS); operator != null; operator = operator(SUMS)) {
            left = new Expr.Binary(operator, left, product());
        }
        return left;
    }

    private Expr product() {
        Expr left = primary();
        for (Operator operator = operator(PRODUCTS); operator != null; operator = operator(PRODUCTS)) {
            left = new Expr.Binary(operator, left, primary());
        }
        return left;
    }

    /** The operator at hand, taken, or null where there is none of these. */
    private Operator operator(Map<String, Operator> wanted) {
        Token token = tokens.peek();
        Operator operator = token.kind() == Token.Kind.SYMBOL ? wanted.get(token.text()) : null;
        if (operator != null) {
            tokens.take();
        }
        return operator;
    }

    Expr primary() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING -> new Expr.Literal(SqlValues.of(tokens.take().text()));
            case NUMBER -> new Expr.Literal(SqlValues.of(number(tokens.take().text())));
            case PARAMETER -> path(new Expr.Parameter(tokens.take().text()));
            case NAME -> named(tokens.take().text());
            case SYMBOL -> symbol();
            case END -> throw tokens.unexpected("an expression");
        };
    }

    private Expr symbol() {
        if (tokens.takeSymbol("(")) {
            Expr inner = parse();
            tokens.requireSymbol(")");
            return path(inner);
        }
        if (tokens.takeSymbol("-")) {
            return new Expr.Negative(primary());
        }
        if (tokens.takeSymbol("[")) {
            return tokens.takeSymbol("]") ? new Expr.ArrayOf(List.of()) : new Expr.ArrayOf(list("]"));
        }
        if (tokens.takeSymbol("{")) {
            return object();
        }
        throw tokens.unexpected("an expression");
    }

    private Expr object() {
        List<Map.Entry<String, Expr>> members = new ArrayList<>();
        if (tokens.takeSymbol("}")) {
            return new Expr.ObjectOf(members);
        }
        do {
            String name =
                    tokens.peek().kind() == Token.Kind.STRING ? tokens.take().text() : tokens.requireName();
            tokens.requireSymbol(":");
            members.add(Map.entry(name, parse()));
        } while (tokens.takeSymbol(","));
        tokens.requireSymbol("}");
        return new Expr.ObjectOf(members);
    }

    private Expr named(String name) {
        Expr constant = CONSTANTS.get(Text.lower(name));
        if (constant != null) {
            return constant;
        }
        if (tokens.takeSymbol("(")) {
            return path(call(name));
        }
        if (name.equalsIgnoreCase(alias) || name.equalsIgnoreCase("root")) {
            return path(new Expr.Document());
        }
        throw new SqlException("Identifier '" + name + "' could not be resolved.");
    }

    private Expr call(String name) {
        List<Expr> arguments = tokens.takeSymbol(")") ? List.of() : list(")");
        if (AggregateFunction.isOne(name)) {
            if (arguments.size() != 1) {
                throw new SqlException("'" + name + "' takes one argument.");
            }
            Expr.Aggregate aggregate = new Expr.Aggregate(AggregateFunction.of(name), arguments.get(0));
            aggregates.add(aggregate);
            return aggregate;
        }
        return new Expr.Call(Functions.find(name, arguments.size()), arguments);
    }

    private Expr path(Expr start) {
        Expr target = start;
        while (true) {
            if (tokens.takeSymbol(".")) {
                target = new Expr.Member(target, tokens.requireName());
            } else if (tokens.takeSymbol("[")) {
                boolean name = tokens.peek().kind() == Token.Kind.STRING;
                Expr index = parse();
                tokens.requireSymbol("]");
                target = name && index instanceof Expr.Literal literal
                        ? new Expr.Member(target, literal.value().textValue())
                        : new Expr.Element(target, index);
            } else {
                return target;
            }
        }
    }

    private List<Expr> list(String end) {
        List<Expr> elements = new ArrayList<>();
        do {
            elements.add(parse());
        } while (tokens.takeSymbol(","));
        tokens.requireSymbol(end);
        return elements;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new SqlException("Syntax error, '" + text + "' is no number.");
        }
    }
}
