package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Operator;
import dev.fides.local.cosmos.sql.SqlValues;
import dev.fides.local.cosmos.store.PartitionKeyDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds equalities on the id and the partition key in a WHERE clause, through AND, OR and IN. */
final class KeyFilterReader {
    static final List<String> ID = List.of("id");

    private final PartitionKeyDefinition partitionKey;
    private final Evaluator evaluator;

    KeyFilterReader(PartitionKeyDefinition partitionKey, Evaluator evaluator) {
        this.partitionKey = partitionKey;
        this.evaluator = evaluator;
    }

    KeyFilter read(Expr condition) {
        if (condition instanceof Expr.Binary binary && binary.operator() == Operator.EQUAL) {
            return equality(binary);
        }
        if (condition instanceof Expr.In in) {
            return membership(in);
        }
        if (condition instanceof Expr.And and) {
            return and.operands().stream()
                    .map(this::read)
                    .reduce(KeyFilter::and)
                    .orElse(KeyFilter.ANYTHING);
        }
        return condition instanceof Expr.Or or ? anyOf(or) : KeyFilter.ANYTHING;
    }

    private KeyFilter equality(Expr.Binary binary) {
        if (binary.right().isConstant()) {
            return keyPath(binary.left())
                    .map(path -> values(path, List.of(binary.right())))
                    .orElse(KeyFilter.ANYTHING);
        }
        if (binary.left().isConstant()) {
            return keyPath(binary.right())
                    .map(path -> values(path, List.of(binary.left())))
                    .orElse(KeyFilter.ANYTHING);
        }
        return KeyFilter.ANYTHING;
    }

    private KeyFilter membership(Expr.In in) {
        if (!in.choices().stream().allMatch(Expr::isConstant)) {
            return KeyFilter.ANYTHING;
        }
        return keyPath(in.operand()).map(path -> values(path, in.choices())).orElse(KeyFilter.ANYTHING);
    }

    private KeyFilter anyOf(Expr.Or or) {
        List<KeyFilter.Match> all = new ArrayList<>();
        boolean exact = true;
        for (Expr operand : or.operands()) {
            KeyFilter filter = read(operand);
            if (filter.matches().isEmpty()) {
                return KeyFilter.ANYTHING;
            }
            all.addAll(filter.matches().get());
            exact &= filter.exact();
        }
        return new KeyFilter(Optional.of(all), exact);
    }

    /** A value that no key can have selects nothing. */
    private KeyFilter values(List<String> path, List<Expr> constants) {
        List<KeyFilter.Match> matches = new ArrayList<>();
        for (Expr constant : constants) {
            JsonNode value = evaluator.evaluate(constant, SqlValues.UNDEFINED);
            boolean possible = path.equals(ID) ? value.isTextual() : value.isValueNode() && !value.isMissingNode();
            if (possible) {
                matches.add(new KeyFilter.Match(Map.of(path, value)));
            }
        }
        return matches.isEmpty() ? KeyFilter.NOTHING : KeyFilter.of(matches);
    }

    /** The path of a member of the document, where it is the id or part of the partition key. */
    private Optional<List<String>> keyPath(Expr expression) {
        return expression
                .memberPath()
                .filter(path -> path.equals(ID) || partitionKey.paths().contains(path));
    }
}
