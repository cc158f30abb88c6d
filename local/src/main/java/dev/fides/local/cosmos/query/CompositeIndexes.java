package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The composite indexes of a container. Where one serves a whole WHERE clause, the service loads only the documents that meet
 * it (<a href="https://learn.microsoft.com/azure/cosmos-db/index-policy#composite-indexes">composite indexes</a>).
 *
 * @param indexes the paths of each, such as {@code /failure/nextRetryAt}, in their order
 */
record CompositeIndexes(List<List<String>> indexes) {

    /** One condition of a clause: which member, and whether it must have one of some values or only lie on one side of one. */
    private record Condition(String path, boolean range) {}

    /** As the container's properties say. */
    static CompositeIndexes of(JsonNode properties) {
        List<List<String>> indexes = new ArrayList<>();
        for (JsonNode index : properties.at("/indexingPolicy/compositeIndexes")) {
            List<String> paths = new ArrayList<>();
            index.forEach(path -> paths.add(path.path("path").asText()));
            indexes.add(paths);
        }
        return new CompositeIndexes(indexes);
    }

    /** Whether one index has all members that the clause asks for, and no other; one that is compared by size has to be its last. */
    boolean serve(Expr clause) {
        List<Expr> operands = clause instanceof Expr.And and ? and.operands() : List.of(clause);
        List<Condition> conditions = operands.stream()
                .map(CompositeIndexes::condition)
                .flatMap(Optional::stream)
                .toList();
        return conditions.size() == operands.size() && indexes.stream().anyMatch(paths -> serves(paths, conditions));
    }

    private static boolean serves(List<String> paths, List<Condition> conditions) {
        Set<String> asked = new HashSet<>();
        for (Condition condition : conditions) {
            boolean known = paths.contains(condition.path()) && asked.add(condition.path());
            if (!known || (condition.range() && !condition.path().equals(paths.get(paths.size() - 1)))) {
                return false;
            }
        }
        return asked.size() == paths.size();
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
