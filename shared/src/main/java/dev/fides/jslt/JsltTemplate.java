package dev.fides.jslt;

import com.fasterxml.jackson.databind.JsonNode;
import com.schibsted.spt.data.jslt.Expression;
import com.schibsted.spt.data.jslt.JsltException;
import com.schibsted.spt.data.jslt.Parser;
import dev.fides.bounds.SafePattern;
import dev.fides.config.source.DefinitionSource;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/**
 * A compiled JSLT file; its imports lie in the same folder. Safe for use by several threads.
 *
 * <p>JSLT passes numbers through with every digit, but computes with 64-bit integers and doubles.
 */
public final class JsltTemplate {

    private final String file;
    private final Expression expression;
    private final Map<String, String> texts;

    private JsltTemplate(String file, Expression expression, Map<String, String> texts) {
        this.file = file;
        this.expression = expression;
        this.texts = Map.copyOf(texts);
    }

    /**
     * Compiles a file of the folder.
     *
     * @throws InvalidTemplateException with file, line and fault, several where JSLT can go on after one
     */
    public static JsltTemplate compile(DefinitionSource base, String file) {
        List<String> faults = new ArrayList<>();
        Set<String> assumed = new HashSet<>();
        while (true) {
            Map<String, String> texts = new LinkedHashMap<>();
            try {
                Expression expression = compile(base, file, texts, assumed);
                faults.addAll(UndefinedVariables.of(expression, texts));
                if (faults.isEmpty()) {
                    return new JsltTemplate(file, expression, texts);
                }
                throw new InvalidTemplateException(faults);
            } catch (JsltException e) {
                faults.add(JsltFault.described(isLexical(e) ? lastOf(texts) : file, e, texts));
                // JSLT ends with the first fault; with a function that is not there it can go on as if it were.
                if (JsltFault.unknownFunction(e).filter(assumed::add).isEmpty()) {
                    throw new InvalidTemplateException(faults);
                }
            } catch (NumberFormatException e) {
                throw new InvalidTemplateException(
                        file + ": a number too large for JSLT: " + JsltFault.oneLine(e.getMessage()));
            }
        }
    }

    private static Expression compile(
            DefinitionSource base, String file, Map<String, String> texts, Set<String> assumed) {
        return BoundedFunctions.in(new Parser(read(base, file, texts)), assumed)
                .withSource(file)
                .withResourceResolver(imported -> read(base, imported, texts))
                .compile();
    }

    /** JSLT does not say in which file: it reads each as a whole before those that it imports. */
    private static boolean isLexical(JsltException e) {
        return e.getSource() == null && e.getMessageWithoutLocation().startsWith("Parse error: Lexical error");
    }

    private static String lastOf(Map<String, String> texts) {
        return List.copyOf(texts.keySet()).get(texts.size() - 1);
    }

    private static Reader read(DefinitionSource base, String file, Map<String, String> texts) {
        try {
            String text = base.read(file);
            texts.put(file, text);
            if (text.isBlank()) {
                throw new InvalidTemplateException(
                        file + " is empty: write what is to be made, such as { \"id\": .id, * : . }");
            }
            return new StringReader(text);
        } catch (NoSuchFileException e) {
            throw new InvalidTemplateException("no file " + file + " in " + base.location());
        } catch (IOException e) {
            throw new InvalidTemplateException(file + " cannot be read: " + e);
        }
    }

    /**
     * The result for one input, a JSON null where JSLT has none.
     *
     * @throws InvalidTemplateException when the template fails on this input
     * @throws dev.fides.bounds.TooLongException when it takes too long
     */
    public JsonNode apply(JsonNode input) {
        try {
            return expression.apply(input);
        } catch (JsltException e) {
            throw new InvalidTemplateException(JsltFault.described(file, e, texts));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidTemplateException(file + ": " + JsltFault.oneLine(String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            throw new InvalidTemplateException(file + ": recursion without an end");
        }
    }

    /**
     * Checks an expression that stands in a definition itself.
     *
     * @throws InvalidTemplateException with line, column and fault
     */
    public static void check(String text) {
        try {
            List<String> undefined = UndefinedVariables.of(Parser.compileString(text), Map.of("the expression", text));
            if (!undefined.isEmpty()) {
                throw new InvalidTemplateException(undefined);
            }
        } catch (JsltException e) {
            throw new InvalidTemplateException(JsltFault.described("the expression", e, Map.of()));
        }
    }

    /** What of the regular expressions in the file and its imports cannot run in linear time, as warnings. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        texts.forEach((name, text) -> PatternsInText.of(text).forEach(pattern -> warn(name, pattern, warnings)));
        return warnings;
    }

    private static void warn(String name, String pattern, List<String> warnings) {
        try {
            SafePattern.compile(pattern)
                    .notLinear()
                    .ifPresent(what -> warnings.add(
                            name + ": the regular expression " + JsltFault.oneLine(pattern) + " has " + what
                                    + " and cannot run in linear time; a record on which it takes too long is parked"));
        } catch (PatternSyntaxException e) {
            // Where it is used at all, JSLT itself refuses it.
        }
    }

    /** The texts of the file and its imports by name: all that the result depends on, besides the input. */
    public Map<String, String> texts() {
        return texts;
    }
}
