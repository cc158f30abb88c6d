package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.sql.Query.SortKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The composite indexes of a container. Where one serves a whole WHERE clause, the service loads only the documents that meet
 * it; where one also serves the ORDER BY, only those of the page. To order by several members takes one
 * (<a href="https://learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes">composite indexes</a>).
 *
 * @param indexes the paths of each, such as {@code /failure/nextRetryAt}, in their order
 */
record CompositeIndexes(List<List<Path>> indexes) {

    /** A member of an index. */
    record Path(String name, boolean descending) {}

    /** One condition of a clause: which member, and whether it must have one of some values or only lie on one side of one. */
    private record Condition(String path, boolean range) {}

    /** As the container's properties say. */
    static CompositeIndexes of(JsonNode properties) {
        List<List<Path>> indexes = new ArrayList<>();
        for (JsonNode index : properties.at("/indexingPolicy/compositeIndexes")) {
            List<Path> paths = new ArrayList<>();
            index.forEach(path -> paths.add(new Path(
                    path.path("path").asText(), path.path("order").asText().equals("descending"))));
            indexes.add(paths);
        }
        return new CompositeIndexes(indexes);
    }

    /** Whether one index has all members that the clause asks for, and no other; one that is compared by size has to be its last. */
    boolean serve(Expr clause) {
        return conditions(clause)
                .filter(conditions -> indexes.stream()
                        .anyMatch(paths -> paths.size() == conditions.size() && have(paths, conditions)))
                .isPresent();
    }

    /** Whether one index has the members of the ORDER BY in their order, all in its directions or all in the opposite ones. */
    boolean order(Query query) {
        return indexes.stream().anyMatch(paths -> orders(paths, query.orderBy()));
    }

    /** Whether one index has the order, and begins with what the clause asks for: then pages are read off it. */
    boolean serveAndOrder(Query query) {
        Optional<List<Condition>> conditions =
                query.where().map(CompositeIndexes::conditions).orElseGet(() -> Optional.of(List.of()));
        return conditions
                .filter(asked -> indexes.stream()
                        .anyMatch(paths -> orders(paths, query.orderBy())
                                && asked.size() <= paths.size()
                                && have(paths.subList(0, asked.size()), asked)))
                .isPresent();
    }

    private static boolean orders(List<Path> paths, List<SortKey> keys) {
        if (keys.size() != paths.size()) {
            return false;
        }
        boolean opposite = keys.get(0).descending() != paths.get(0).descending();
        for (int i = 0; i < keys.size(); i++) {
            SortKey key = keys.get(i);
            Path path = paths.get(i);
            if (!path(key.expression()).equals(Optional.of(path.name()))
                    || key.descending() != (path.descending() != opposite)) {
                return false;
            }
        }
        return true;
    }

    /** Whether these are the members of the conditions, each once. */
    private static boolean have(List<Path> paths, List<Condition> conditions) {
        List<String> names = paths.stream().map(Path::name).toList();
        Set<String> asked = new HashSet<>();
        for (Condition condition : conditions) {
            boolean known = names.contains(condition.path()) && asked.add(condition.path());
            if (!known || (condition.range() && !condition.path().equals(names.get(names.size() - 1)))) {
                return false;
            }
        }
        return true;
    }

    /** The conditions of a clause; empty when there are others in it than an index knows. */
    private static Optional<List<Condition>> conditions(Expr clause) {
        List<Expr> operands = clause instanceof Expr.And and ? and.operands() : List.of(clause);
        List<Condition> conditions = operands.stream()
                .map(CompositeIndexes::condition)
                .flatMap(Optional::stream)
                .toList();
        return conditions.size() == operands.size() ? Optional.of(conditions) : Optional.empty();
    }

    private static Optional<Condition> condition(Expr operand) {
        if (operand instanceof Expr.In in && in.choices().stream().allMatch(Expr::isConstant)) {
            return path(in.operand()).map(path -> new Condition(path, false));
        }
        return operand instanceof Expr.Binary binary && binary.right().isConstant()
                ? comparison(binary)
                : Optional.empty();
    }

    private static Optional<Condition> comparison(Expr.Binary binary) {
        return switch (binary.operator()) {
            case EQUAL -> path(binary.left()).map(path -> new Condition(path, false));
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                path(binary.left()).map(path -> new Condition(path, true));
            default -> Optional.empty();
        };
    }

    private static Optional<String> path(Expr expression) {
        return expression.memberPath().map(names -> "/" + String.join("/", names));
    }
}
