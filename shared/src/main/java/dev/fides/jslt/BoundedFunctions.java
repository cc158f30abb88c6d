package dev.fides.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import com.schibsted.spt.data.jslt.filters.DefaultJsonFilter;
import com.schibsted.spt.data.jslt.filters.JsonFilter;
import com.schibsted.spt.data.jslt.impl.BuiltinFunctions;
import com.schibsted.spt.data.jslt.impl.NodeUtils;
import dev.fides.bounds.WorkLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * JSLT's own functions, each of which ends a mapping that takes too long, and those of them that are replaced: regular
 * expressions run within a bound, and {@code sha256-hex} can be used by several threads.
 */
public final class BoundedFunctions {

    /** JSLT looks for this very function to make it quick. */
    private static final Set<String> AS_IT_IS = Set.of("contains");

    private BoundedFunctions() {}

    /** Makes a parser compile templates that end when they take too long. */
    public static Parser in(Parser parser) {
        return in(parser, Set.of());
    }

    /** @param assumed names of functions that do not exist, taken for such that do, so that what follows them is looked at */
    static Parser in(Parser parser, Set<String> assumed) {
        List<Function> functions = all();
        assumed.forEach(name -> functions.add(new Assumed(name)));
        return parser.withFunctions(functions).withObjectFilter(checking(new DefaultJsonFilter()));
    }

    /** A function that would take any arguments. */
    private record Assumed(String name) implements Function {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public int getMinArguments() {
            return 0;
        }

        @Override
        public int getMaxArguments() {
            return Integer.MAX_VALUE;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            return NullNode.instance;
        }
    }

    /** New functions, with compiled patterns of their own. */
    private static List<Function> all() {
        Map<String, Function> functions = new LinkedHashMap<>();
        BuiltinFunctions.functions.forEach((name, builtIn) -> {
            if (!AS_IT_IS.contains(name)) {
                functions.put(name, new Checked(builtIn));
            }
        });
        for (Function own : replaced()) {
            functions.put(own.getName(), own);
        }
        return new ArrayList<>(functions.values());
    }

    private static List<Function> replaced() {
        KnownPatterns patterns = new KnownPatterns();
        return List.of(
                new RegexFunction("test", 2, arguments -> {
                    if (arguments[0].isNull()) {
                        return BooleanNode.FALSE;
                    }
                    return NodeUtils.toJson(patterns.get("test", arguments[1]).find(text(arguments[0])));
                }),
                new RegexFunction("capture", 2, arguments -> {
                    if (arguments[0].isNull()) {
                        return arguments[0];
                    }
                    return RegexFunction.capture(patterns.get("capture", arguments[1]), text(arguments[0]));
                }),
                new RegexFunction("split", 2, arguments -> {
                    if (arguments[0].isNull()) {
                        return arguments[0];
                    }
                    return RegexFunction.split(patterns.get("split", arguments[1]), text(arguments[0]));
                }),
                new RegexFunction("replace", 3, arguments -> {
                    if (arguments[0].isNull()) {
                        return NullNode.instance;
                    }
                    return RegexFunction.replace(
                            patterns.get("replace", arguments[1]),
                            arguments[0],
                            text(arguments[0]),
                            text(arguments[2]));
                }),
                new Sha256());
    }

    private static String text(JsonNode value) {
        return NodeUtils.toString(value, false);
    }

    /** A filter of the members of objects that ends a mapping that takes too long. */
    private static JsonFilter checking(JsonFilter filter) {
        return value -> {
            WorkLimit.check();
            return filter.filter(value);
        };
    }

    /** A function of JSLT's that ends a mapping that takes too long. */
    private record Checked(Function function) implements Function {
        @Override
        public String getName() {
            return function.getName();
        }

        @Override
        public int getMinArguments() {
            return function.getMinArguments();
        }

        @Override
        public int getMaxArguments() {
            return function.getMaxArguments();
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            WorkLimit.check();
            return function.call(input, arguments);
        }
    }

    /** JSLT's own one computes with one digest for all threads, and gives wrong hashes when two use it at once. */
    private record Sha256() implements Function {
        @Override
        public String getName() {
            return "sha256-hex";
        }

        @Override
        public int getMinArguments() {
            return 1;
        }

        @Override
        public int getMaxArguments() {
            return 1;
        }

        @Override
        public JsonNode call(JsonNode input, JsonNode[] arguments) {
            if (arguments[0].isNull()) {
                return arguments[0];
            }
            byte[] bytes = text(arguments[0]).getBytes(StandardCharsets.UTF_8);
            try {
                return new TextNode(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** What a pattern that is no text comes to. */
    static JsltException noPattern(String function) {
        return new JsltException(function + "() needs a regular expression, found null");
    }
}
