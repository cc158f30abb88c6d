package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A scalar expression of a query. */
public sealed interface Expr {
    <R> R accept(Visitor<R> visitor);

    /** The names on the way from the document to a member of it, such as {@code failure, reason}; empty for anything else. */
    default Optional<List<String>> memberPath() {
        ArrayDeque<String> names = new ArrayDeque<>();
        Expr rest = this;
        while (rest instanceof Member member) {
            names.addFirst(member.name());
            rest = member.target();
        }
        return rest instanceof Document && !names.isEmpty() ? Optional.of(List.copyOf(names)) : Optional.empty();
    }

    /** Whether its value is the same for every document. */
    default boolean isConstant() {
        return this instanceof Literal || this instanceof Parameter;
    }

    /** One method per kind of expression, so that a new kind can't be forgotten anywhere. */
    interface Visitor<R> {
        R literal(Literal e);

        R parameter(Parameter e);

        R document(Document e);

        R member(Member e);

        R element(Element e);

        R binary(Binary e);

        R negative(Negative e);

        R and(And e);

        R or(Or e);

        R not(Not e);

        R in(In e);

        R between(Between e);

        R like(Like e);

        R conditional(Conditional e);

        R coalesce(Coalesce e);

        R array(ArrayOf e);

        R object(ObjectOf e);

        R call(Call e);

        R aggregate(Aggregate e);
    }

    /** A constant; a missing node is {@code undefined}. */
    record Literal(JsonNode value) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** {@code @name}, with the at sign. */
    record Parameter(String name) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.parameter(this);
        }
    }

    /** The document itself, usually {@code c}. */
    record Document() implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.document(this);
        }
    }

    /** {@code target.name} or {@code target["name"]}. */
    record Member(Expr target, String name) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.member(this);
        }
    }

    /** {@code target[index]} with a number or a computed name. */
    record Element(Expr target, Expr index) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.element(this);
        }
    }

    /** Comparison, arithmetic or concatenation. */
    record Binary(Operator operator, Expr left, Expr right) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.binary(this);
        }
    }

    /** {@code -operand}. */
    record Negative(Expr operand) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.negative(this);
        }
    }

    /** All of them; flat, because generated queries have thousands. */
    record And(List<Expr> operands) implements Expr {
        public And {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** Any of them; flat, because generated queries have thousands. */
    record Or(List<Expr> operands) implements Expr {
        public Or {
            operands = List.copyOf(operands);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** {@code NOT operand}. */
    record Not(Expr operand) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** {@code operand IN (choices)}. */
    record In(Expr operand, List<Expr> choices) implements Expr {
        public In {
            choices = List.copyOf(choices);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** {@code operand BETWEEN low AND high}, both included. */
    record Between(Expr operand, Expr low, Expr high) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.between(this);
        }
    }

    /** {@code operand LIKE pattern ESCAPE escape}; escape is {@code undefined} where none is given. */
    record Like(Expr operand, Expr pattern, Expr escape) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /** {@code condition ? yes : no}. */
    record Conditional(Expr condition, Expr yes, Expr no) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.conditional(this);
        }
    }

    /** {@code first ?? second}: the second where the first is undefined. */
    record Coalesce(Expr first, Expr second) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.coalesce(this);
        }
    }

    /** {@code [a, b]}. */
    record ArrayOf(List<Expr> elements) implements Expr {
        public ArrayOf {
            elements = List.copyOf(elements);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.array(this);
        }
    }

    /** {@code {a: x, b: y}}, in order. */
    record ObjectOf(List<Map.Entry<String, Expr>> members) implements Expr {
        public ObjectOf {
            members = List.copyOf(members);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.object(this);
        }
    }

    /** A call of a built-in function. */
    record Call(BuiltIn function, List<Expr> arguments) implements Expr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }

    /** {@code COUNT(x)} and its like, over the documents of a group. */
    record Aggregate(AggregateFunction function, Expr argument) implements Expr {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.aggregate(this);
        }
    }
}
