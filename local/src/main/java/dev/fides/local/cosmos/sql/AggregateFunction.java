package dev.fides.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** Functions over all documents of a group. */
public enum AggregateFunction {
    COUNT,
    SUM,
    MIN,
    MAX,
    AVG;

    static boolean isOne(String name) {
        return Arrays.stream(values()).anyMatch(function -> function.name().equalsIgnoreCase(name));
    }

    static AggregateFunction of(String name) {
        return valueOf(Text.upper(name));
    }

    Accumulator accumulator() {
        return new Accumulator(this);
    }

    /** Takes one value after the other and keeps the result so far. Undefined values are passed over. */
    static final class Accumulator {
        private final AggregateFunction function;
        private long count;
        private double sum;
        private boolean onlyNumbers = true;
        private JsonNode least = SqlValues.UNDEFINED;
        private JsonNode greatest = SqlValues.UNDEFINED;

        private Accumulator(AggregateFunction function) {
            this.function = function;
        }

        void add(JsonNode value) {
            if (value.isMissingNode()) {
                return;
            }
            onlyNumbers &= value.isNumber();
            sum += value.asDouble();
            least = count == 0 || SqlValues.compare(value, least) < 0 ? value : least;
            greatest = count == 0 || SqlValues.compare(value, greatest) > 0 ? value : greatest;
            count++;
        }

        JsonNode result() {
            return switch (function) {
                case COUNT -> SqlValues.of((double) count);
                case SUM -> onlyNumbers ? SqlValues.of(sum) : SqlValues.UNDEFINED;
                case AVG -> onlyNumbers && count > 0 ? SqlValues.of(sum / count) : SqlValues.UNDEFINED;
                case MIN -> least;
                case MAX -> greatest;
            };
        }
    }
}
