package dev.fides.mapping;

import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;
import com.networknt.schema.regex.RegularExpressions;
import dev.fides.bounds.SafePattern;
import java.util.ArrayList;
import java.util.List;

/** The patterns of a JSON Schema, which mean what they always meant, within a bound. */
final class SchemaPatterns implements RegularExpressionFactory {

    private final List<String> notLinear = new ArrayList<>();

    @Override
    public RegularExpression getRegularExpression(String pattern) {
        SafePattern safe = SafePattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(pattern)));
        safe.notLinear()
                .ifPresent(what -> notLinear.add("the pattern " + pattern + " has " + what
                        + " and cannot run in linear time; a record on which it takes too long is parked"));
        return safe::find;
    }

    /** Those that were compiled and cannot run in linear time, as warnings. */
    List<String> notLinear() {
        return List.copyOf(notLinear);
    }
}
