package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes expressions for one document after the other, with the parameters of one execution. Not for several threads.
 * Logic is three-valued: a condition may be true, false or undefined, and only true selects.
 */
public final class Evaluator implements Expr.Visitor<JsonNode> {
    private final Map<String, JsonNode> parameters;
    private final Map<JsonNode, LikePattern> patterns = new HashMap<>();
    private final IdentityHashMap<Expr.In, Optional<Set<String>>> constantChoices = new IdentityHashMap<>();
    private JsonNode document = SqlValues.UNDEFINED;
    private Map<Expr.Aggregate, JsonNode> aggregates = Map.of();

    /** @param parameters by name, with the at sign */
    public Evaluator(Map<String, JsonNode> parameters) {
        this.parameters = Map.copyOf(parameters);
    }

    /** The value of {@code expression} for {@code document}; a missing node is undefined. */
    public JsonNode evaluate(Expr expression, JsonNode document) {
        return evaluate(expression, document, Map.of());
    }

    /** The same, where the aggregates of the document's group are known. */
    public JsonNode evaluate(Expr expression, JsonNode document, Map<Expr.Aggregate, JsonNode> aggregates) {
        this.document = document;
        this.aggregates = aggregates;
        return value(expression);
    }

    public boolean matches(Expr condition, JsonNode document) {
        return SqlValues.isTrue(evaluate(condition, document));
    }

    private JsonNode value(Expr expression) {
        return expression.accept(this);
    }

    @Override
    public JsonNode literal(Expr.Literal e) {
        return e.value();
    }

    @Override
    public JsonNode parameter(Expr.Parameter e) {
        return parameters.getOrDefault(e.name(), SqlValues.UNDEFINED);
    }

    @Override
    public JsonNode document(Expr.Document e) {
        return document;
    }

    @Override
    public JsonNode member(Expr.Member e) {
        return value(e.target()).path(e.name());
    }

    @Override
    public JsonNode element(Expr.Element e) {
        JsonNode target = value(e.target());
        JsonNode index = value(e.index());
        if (index.isTextual()) {
            return target.path(index.textValue());
        }
        return index.isNumber() ? target.path(index.intValue()) : SqlValues.UNDEFINED;
    }

    @Override
    public JsonNode binary(Expr.Binary e) {
        return e.operator().apply(value(e.left()), value(e.right()));
    }

    @Override
    public JsonNode negative(Expr.Negative e) {
        JsonNode operand = value(e.operand());
        return operand.isNumber() ? SqlValues.of(-operand.doubleValue()) : SqlValues.UNDEFINED;
    }

    @Override
    public JsonNode and(Expr.And e) {
        boolean unknown = false;
        for (Expr operand : e.operands()) {
            JsonNode value = value(operand);
            if (value.isBoolean() && !value.booleanValue()) {
                return value;
            }
            unknown |= !value.isBoolean();
        }
        return unknown ? SqlValues.UNDEFINED : SqlValues.of(true);
    }

    @Override
    public JsonNode or(Expr.Or e) {
        boolean unknown = false;
        for (Expr operand : e.operands()) {
            JsonNode value = value(operand);
            if (SqlValues.isTrue(value)) {
                return value;
            }
            unknown |= !value.isBoolean();
        }
        return unknown ? SqlValues.UNDEFINED : SqlValues.of(false);
    }

    @Override
    public JsonNode not(Expr.Not e) {
        JsonNode operand = value(e.operand());
        return operand.isBoolean() ? SqlValues.of(!operand.booleanValue()) : SqlValues.UNDEFINED;
    }

    @Override
    public JsonNode in(Expr.In e) {
        JsonNode operand = value(e.operand());
        if (operand.isMissingNode()) {
            return SqlValues.UNDEFINED;
        }
        Optional<Set<String>> constants = constantChoices.computeIfAbsent(e, this::constants);
        if (constants.isPresent()) {
            return SqlValues.of(operand.isTextual() && constants.get().contains(operand.textValue()));
        }
        for (Expr choice : e.choices()) {
            if (SqlValues.same(operand, value(choice))) {
                return SqlValues.of(true);
            }
        }
        return SqlValues.of(false);
    }

    /** The choices as a set, where all are strings known before any document is seen: lists may have thousands. */
    private Optional<Set<String>> constants(Expr.In e) {
        Set<String> texts = new HashSet<>();
        for (Expr choice : e.choices()) {
            boolean constant = choice instanceof Expr.Literal || choice instanceof Expr.Parameter;
            JsonNode value = constant ? value(choice) : SqlValues.UNDEFINED;
            if (!value.isTextual()) {
                return Optional.empty();
            }
            texts.add(value.textValue());
        }
        return Optional.of(texts);
    }

    @Override
    public JsonNode between(Expr.Between e) {
        JsonNode operand = value(e.operand());
        JsonNode low = value(e.low());
        JsonNode high = value(e.high());
        if (!SqlValues.comparable(operand, low) || !SqlValues.comparable(operand, high)) {
            return SqlValues.UNDEFINED;
        }
        return SqlValues.of(SqlValues.compare(operand, low) >= 0 && SqlValues.compare(operand, high) <= 0);
    }

    @Override
    public JsonNode like(Expr.Like e) {
        JsonNode operand = value(e.operand());
        JsonNode pattern = value(e.pattern());
        if (!operand.isTextual() || !pattern.isTextual()) {
            return SqlValues.UNDEFINED;
        }
        LikePattern compiled =
                patterns.computeIfAbsent(pattern, text -> new LikePattern(text.textValue(), value(e.escape())));
        return SqlValues.of(compiled.matches(operand.textValue()));
    }

    @Override
    public JsonNode conditional(Expr.Conditional e) {
        return value(SqlValues.isTrue(value(e.condition())) ? e.yes() : e.no());
    }

    @Override
    public JsonNode coalesce(Expr.Coalesce e) {
        JsonNode first = value(e.first());
        return first.isMissingNode() ? value(e.second()) : first;
    }

    @Override
    public JsonNode array(Expr.ArrayOf e) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Expr element : e.elements()) {
            JsonNode value = value(element);
            if (!value.isMissingNode()) {
                array.add(value);
            }
        }
        return array;
    }

    @Override
    public JsonNode object(Expr.ObjectOf e) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Expr> member : e.members()) {
            JsonNode value = value(member.getValue());
            if (!value.isMissingNode()) {
                object.set(member.getKey(), value);
            }
        }
        return object;
    }

    @Override
    public JsonNode call(Expr.Call e) {
        return e.function().body().apply(e.arguments().stream().map(this::value).toList());
    }

    @Override
    public JsonNode aggregate(Expr.Aggregate e) {
        return aggregates.getOrDefault(e, SqlValues.UNDEFINED);
    }
}
