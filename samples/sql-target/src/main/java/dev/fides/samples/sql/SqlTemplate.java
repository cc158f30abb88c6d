package dev.fides.samples.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL with named parameters, which are bound and never become part of its text.
 *
 * @param sql as the driver gets it, with a question mark for every parameter
 * @param parameters their names, in the order of the question marks; one that begins with a slash is a JSON Pointer
 */
record SqlTemplate(String sql, List<String> parameters) {

    /** Texts and quoted names are left as they are, and so is a cast, {@code a::b}. */
    private static final Pattern PART =
            Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|::|--[^\\n]*|:(/[\\w/~-]+|[A-Za-z]\\w*)|\\?");

    SqlTemplate {
        parameters = List.copyOf(parameters);
    }

    /**
     * Reads a template.
     *
     * @param known names of parameters that have a value
     * @param document whether pointers into a document have one too
     * @throws IllegalArgumentException when a parameter has no value
     */
    static SqlTemplate parse(String text, Set<String> known, boolean document) {
        List<String> parameters = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        String sql = matcher.replaceAll(found -> {
            if (found.group().equals("?")) {
                throw new IllegalArgumentException("a \"?\"; expected named parameters, such as :id");
            }
            String name = found.group(1);
            if (name == null) {
                return Matcher.quoteReplacement(found.group());
            }
            if (!known.contains(name) && !(document && name.startsWith("/"))) {
                throw new IllegalArgumentException("the parameter :" + name + "; expected one of "
                        + new TreeSet<>(known) + (document ? " or a pointer into the document, such as :/name" : ""));
            }
            parameters.add(name);
            return "?";
        });
        return new SqlTemplate(sql, parameters);
    }

    /** Binds every parameter of a statement that was prepared from {@link #sql()}. */
    void bind(PreparedStatement statement, Function<String, Object> valueOf) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, valueOf.apply(parameters.get(i)));
        }
    }
}
