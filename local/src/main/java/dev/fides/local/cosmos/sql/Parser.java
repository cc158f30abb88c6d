package dev.fides.local.cosmos.sql;

import dev.fides.local.cosmos.sql.Query.Field;
import dev.fides.local.cosmos.sql.Query.Projection;
import dev.fides.local.cosmos.sql.Query.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Text to {@link Query}. The FROM clause has one source without JOIN; subqueries are not supported. */
public final class Parser {
    private static final Set<String> CLAUSES = Set.of("WHERE", "ORDER", "GROUP", "OFFSET", "JOIN", "IN");

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    private Parser(String query) {
        this.tokens = new TokenStream(query);
        this.expressions = new ExpressionParser(tokens);
    }

    /**
     * The tree of a whole query.
     *
     * @throws SqlException with the place of the fault
     */
    public static Query parse(String query) {
        return new Parser(query).query();
    }

    /** The condition of a patch, {@code FROM c WHERE ...}. */
    public static Expr parseCondition(String condition) {
        Parser parser = new Parser(condition);
        parser.from();
        parser.tokens.requireWord("WHERE");
        Expr where = parser.expressions.parse();
        parser.requireEnd();
        return where;
    }

    private Query query() {
        tokens.requireWord("SELECT");
        readAlias();
        boolean distinct = tokens.takeWord("DISTINCT");
        Optional<Expr> top = tokens.takeWord("TOP") ? Optional.of(expressions.primary()) : Optional.empty();
        Projection projection = projection();
        Set<Expr.Aggregate> aggregates = expressions.aggregates();
        from();
        Optional<Expr> where = tokens.takeWord("WHERE") ? Optional.of(expressions.parse()) : Optional.empty();
        List<Expr> groupBy = groupBy();
        List<SortKey> orderBy = orderBy();
        Optional<Expr> offset = Optional.empty();
        Optional<Expr> limit = top;
        if (tokens.takeWord("OFFSET")) {
            offset = Optional.of(expressions.primary());
            tokens.requireWord("LIMIT");
            limit = Optional.of(expressions.primary());
        }
        requireEnd();
        Query query = new Query(distinct, projection, aggregates, where, groupBy, orderBy, offset, limit);
        requireSense(query, top);
        return query;
    }

    private void requireSense(Query query, Optional<Expr> top) {
        if (!expressions.aggregates().equals(query.aggregates())) {
            throw new SqlException("An aggregate function is allowed in the SELECT clause only.");
        }
        if (query.isGrouped() && !query.orderBy().isEmpty()) {
            throw new SqlException("ORDER BY is not allowed with GROUP BY or an aggregate function.");
        }
        if (query.isGrouped() && query.projection() instanceof Projection.Whole) {
            throw new SqlException("'SELECT *' is not allowed with GROUP BY.");
        }
        if (top.isPresent() && query.offset().isPresent()) {
            throw new SqlException("TOP is not allowed with OFFSET LIMIT.");
        }
    }

    /** The SELECT clause uses the alias that the FROM clause after it declares, so that one is read first. */
    private void readAlias() {
        int start = tokens.position();
        int depth = 0;
        while (tokens.peek().kind() != Token.Kind.END && !(depth == 0 && tokens.isAt("FROM"))) {
            Token token = tokens.take();
            if (token.kind() == Token.Kind.SYMBOL) {
                depth += token.text().equals("(") ? 1 : token.text().equals(")") ? -1 : 0;
            }
        }
        from();
        tokens.reset(start);
    }

    private void from() {
        if (!tokens.takeWord("FROM")) {
            return;
        }
        String alias = tokens.requireName();
        if (tokens.takeWord("AS")) {
            alias = tokens.requireName();
        } else if (tokens.peek().kind() == Token.Kind.NAME
                && !CLAUSES.contains(Text.upper(tokens.peek().text()))) {
            alias = tokens.requireName();
        }
        if (tokens.isAt("JOIN") || tokens.isAt("IN")) {
            throw new SqlException("JOIN and IN in the FROM clause are not supported by the local endpoint.");
        }
        expressions.alias(alias);
    }

    private Projection projection() {
        if (tokens.takeSymbol("*")) {
            return new Projection.Whole();
        }
        if (tokens.takeWord("VALUE")) {
            return new Projection.Value(expressions.parse());
        }
        List<Field> fields = new ArrayList<>();
        int unnamed = 0;
        do {
            Expr expression = expressions.parse();
            if (tokens.takeWord("AS")) {
                fields.add(new Field(tokens.requireName(), expression));
            } else if (expression instanceof Expr.Member member) {
                fields.add(new Field(member.name(), expression));
            } else if (expression instanceof Expr.Document) {
                fields.add(new Field(tokens.previous().text(), expression));
            } else {
                fields.add(new Field("$" + ++unnamed, expression));
            }
        } while (tokens.takeSymbol(","));
        return new Projection.Fields(fields);
    }

    private List<Expr> groupBy() {
        List<Expr> keys = new ArrayList<>();
        if (tokens.takeWord("GROUP")) {
            tokens.requireWord("BY");
            do {
                keys.add(expressions.parse());
            } while (tokens.takeSymbol(","));
        }
        return keys;
    }

    private List<SortKey> orderBy() {
        List<SortKey> keys = new ArrayList<>();
        if (tokens.takeWord("ORDER")) {
            tokens.requireWord("BY");
            do {
                Expr expression = expressions.parse();
                boolean descending = tokens.takeWord("DESC");
                if (!descending) {
                    tokens.takeWord("ASC");
                }
                keys.add(new SortKey(expression, descending));
            } while (tokens.takeSymbol(","));
        }
        return keys;
    }

    private void requireEnd() {
        if (tokens.peek().kind() != Token.Kind.END) {
            throw tokens.unexpected("the end");
        }
    }
}
