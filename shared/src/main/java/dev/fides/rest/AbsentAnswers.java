package dev.fides.rest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.bounds.LimitedWork;
import dev.fides.bounds.TooLongException;
import dev.fides.config.service.AbsentAnswer;
import dev.fides.config.service.GetOne;
import dev.fides.jslt.BoundedFunctions;
import dev.fides.model.PermanentException;
import dev.fides.rest.call.Keys;
import java.io.StringReader;
import java.util.function.Predicate;

/** Tells answers that say there is no such record although their status is 200. */
final class AbsentAnswers {

    private final boolean emptyBody;
    private final Predicate<JsonNode> absent;

    AbsentAnswers(GetOne get, LimitedWork work) {
        AbsentAnswer form = get.absent().orElse(null);
        this.emptyBody = form instanceof AbsentAnswer.NoRecord;
        if (form instanceof AbsentAnswer.NoRecord) {
            this.absent = body -> isNothing(body.at(get.record()));
        } else if (form instanceof AbsentAnswer.EmptyList) {
            this.absent = body -> isEmptyList(body, get.record());
        } else if (form instanceof AbsentAnswer.Condition condition) {
            Expression expression = BoundedFunctions.in(new Parser(new StringReader(condition.jslt())))
                    .compile();
            this.absent = body -> holds(expression, condition.jslt(), body, work);
        } else {
            this.absent = body -> false;
        }
    }

    /** Whether a body without any content says so. */
    boolean isEmptyBody() {
        return emptyBody;
    }

    /**
     * Whether a body says so.
     *
     * @throws PermanentException when the definition's condition gives neither true nor false
     */
    boolean isAbsent(JsonNode body) {
        return absent.test(body);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isObject() && node.isEmpty());
    }

    private static boolean isEmptyList(JsonNode body, JsonPointer record) {
        JsonNode there = body.at(record);
        JsonNode list = there.isMissingNode() && !record.matches() ? body.at(record.head()) : there;
        return list.isArray() && list.isEmpty();
    }

    private static boolean holds(Expression expression, String text, JsonNode body, LimitedWork work) {
        JsonNode result;
        try {
            result = work.call("the condition", "an answer of the host", () -> expression.apply(body));
        } catch (JsltException | TooLongException | StackOverflowError e) {
            throw new PermanentException("host.get.absent.condition " + text + ": " + e.getMessage(), e);
        }
        if (!result.isBoolean()) {
            throw new PermanentException("host.get.absent.condition " + text + ": expected true or false, found "
                    + Keys.kind(result) + " " + Keys.excerpt(result));
        }
        return result.booleanValue();
    }
}
