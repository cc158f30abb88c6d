package dev.fides.local.cosmos.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.local.cosmos.sql.Evaluator;
import dev.fides.local.cosmos.sql.Expr;
import dev.fides.local.cosmos.sql.Operator;
import dev.fides.local.cosmos.sql.Query;
import dev.fides.local.cosmos.sql.SqlValues;
import dev.fides.local.cosmos.store.StoredDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Texts without which a document can't meet a WHERE clause: the names of members that are compared or must be defined,
 * and strings that members must equal. Looking for them in the stored bytes is far cheaper than parsing each document;
 * the service has an index for it.
 */
final class NeededTexts {
    /** What JSON can write in one way only, if no backslash is used. */
    private static final Pattern PLAIN = Pattern.compile("[ !#-\\[\\]-~]*");

    private final Evaluator evaluator;
    private final List<byte[]> texts = new ArrayList<>();

    private NeededTexts(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static NeededTexts of(Query query, Evaluator evaluator) {
        var needed = new NeededTexts(evaluator);
        query.where().ifPresent(needed::read);
        return needed;
    }

    /** False only where the document can't meet the clause. */
    boolean mayBeIn(StoredDocument document) {
        return document.mayContain(texts);
    }

    private void read(Expr condition) {
        if (condition instanceof Expr.And and) {
            and.operands().forEach(this::read);
        } else if (condition instanceof Expr.Binary binary) {
            readComparison(binary);
        } else if (condition instanceof Expr.In in) {
            readPath(in.operand());
        } else if (condition instanceof Expr.Call call && call.function().name().equals("IS_DEFINED")) {
            call.arguments().forEach(this::readPath);
        }
    }

    /** Undefined on either side gives undefined, which selects nothing. */
    private void readComparison(Expr.Binary binary) {
        boolean left = readPath(binary.left());
        boolean right = readPath(binary.right());
        if ((left || right) && binary.operator() == Operator.EQUAL) {
            readConstant(binary.left());
            readConstant(binary.right());
        }
    }

    private void readConstant(Expr expression) {
        if (expression.isConstant()) {
            JsonNode value = evaluator.evaluate(expression, SqlValues.UNDEFINED);
            if (value.isTextual()) {
                need(value.textValue());
            }
        }
    }

    /** Whether this is the path of a member that was stored, not one that the service adds, such as {@code _ts}. */
    private boolean readPath(Expr expression) {
        Optional<List<String>> stored =
                expression.memberPath().filter(names -> !names.get(0).startsWith("_"));
        stored.ifPresent(names -> names.forEach(this::need));
        return stored.isPresent();
    }

    private void need(String text) {
        if (PLAIN.matcher(text).matches()) {
            texts.add(('"' + text + '"').getBytes(StandardCharsets.US_ASCII));
        }
    }
}
