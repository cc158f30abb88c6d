package dev.fides.local.cosmos.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
    private static final String DOCUMENT = """
            {"a":1,"b":2.5,"s":"Hello","t":true,"n":null,"arr":[1,2,{"x":1,"y":2}],"o":{"p":{"q":"deep"}},"odd name":7}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "c.a + c.b * 2 => 6",
                "(c.a + c.b) * 2 => 7",
                "-c.a - -3 => 2",
                "7 % 4 => 3",
                "1 / 0 => undefined",
                "c.a + 'x' => undefined",
                "c.s || ' you' => \"Hello you\"",
                "c.o.p.q => \"deep\"",
                "c['odd name'] => 7",
                "c.arr[1] => 2",
                "c.arr[2].y => 2",
                "c.missing.deeper => undefined",
                "c.a = 1.0 => true",
                "c.a = '1' => false",
                "c.a != '1' => true",
                "c.missing = 1 => undefined",
                "c.n = null => true",
                "c.a < 'x' => undefined",
                "c.a < 2 AND c.s >= 'Hello' => true",
                "c.missing = 1 OR true => true",
                "c.missing = 1 AND false => false",
                "c.missing = 1 AND true => undefined",
                "NOT c.t => false",
                "NOT c.a => undefined",
                "NOT NOT c.t => true",
                "c.a IN (3, 2, 1) => true",
                "c.s IN ('x', 'Hello') => true",
                "c.a NOT IN (1) => false",
                "c.missing IN (1) => undefined",
                "c.a BETWEEN 1 AND 2 AND c.t => true",
                "c.a NOT BETWEEN 2 AND 3 => true",
                "c.s LIKE 'H%o' => true",
                "c.s LIKE 'H_llo' => true",
                "c.s LIKE '[A-H]ello' => true",
                "c.s NOT LIKE '%z%' => true",
                "'50%' LIKE '50!%' ESCAPE '!' => true",
                "c.t ? 'yes' : 'no' => \"yes\"",
                "c.missing ?? c.a => 1",
                "STARTSWITH(c.s, 'he', true) => true",
                "startswith(c.s, 'he') => false",
                "CONTAINS(c.s, 'ell') => true",
                "ENDSWITH(c.a, 'x') => undefined",
                "UPPER(c.s) => \"HELLO\"",
                "LENGTH(c.s) => 5",
                "SUBSTRING(c.s, 1, 3) => \"ell\"",
                "LEFT(c.s, 2) => \"He\"",
                "RIGHT(c.s, 2) => \"lo\"",
                "INDEX_OF(c.s, 'l') => 2",
                "REPLACE(c.s, 'l', 'L') => \"HeLLo\"",
                "REGEXMATCH(c.s, '^h', 'i') => true",
                "CONCAT(c.s, '-', 'x') => \"Hello-x\"",
                "IS_DEFINED(c.missing) => false",
                "IS_NULL(c.n) => true",
                "IS_NUMBER(c.b) => true",
                "IS_STRING(c.n) => false",
                "IS_ARRAY(c.arr) => true",
                "ARRAY_LENGTH(c.arr) => 3",
                "ARRAY_CONTAINS(c.arr, 2) => true",
                "ARRAY_CONTAINS(c.arr, {x: 1}) => false",
                "ARRAY_CONTAINS(c.arr, {x: 1}, true) => true",
                "ARRAY_SLICE(c.arr, 0, 2) => [1,2]",
                "ABS(-2) => 2",
                "POWER(2, 10) => 1024",
                "FLOOR(c.b) => 2",
                "@p + 1 => 42",
                "@unknown => undefined",
                "{x: c.a, y: c.missing} => {\"x\":1}",
                "[c.a, c.missing, c.n] => [1,null]",
                "'it\\'s \\u0041' => \"it's A\"",
                "1e3 => 1000",
            })
    void an_expression_has_its_value(String expression, String expected) throws Exception {
        JsonNode document = new ObjectMapper().readTree(DOCUMENT);
        Query query = Parser.parse("SELECT VALUE " + expression + " FROM c");
        Evaluator evaluator = new Evaluator(Map.of("@p", new ObjectMapper().readTree("41")));
        JsonNode value = Projector.project(query.projection(), evaluator, document);
        assertThat(value.isMissingNode() ? "undefined" : value.toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "SELECT * FROM c WHERE",
                "SELECT * FROM c WHERE c.a = 'open",
                "SELECT * FROM c WHERE x.a = 1",
                "SELECT * FROM c WHERE NOSUCH(c.a)",
                "SELECT * FROM c WHERE LENGTH(c.a, 1)",
                "SELECT * FROM c WHERE COUNT(1) > 2",
                "SELECT * FROM c GROUP BY c.a",
                "SELECT c.a FROM c GROUP BY c.a ORDER BY c.a",
                "SELECT * FROM c JOIN t IN c.tags",
                "SELECT TOP 1 * FROM c OFFSET 1 LIMIT 1",
                "SELECT * FROM c extra words",
                "DELETE FROM c",
            })
    void a_query_that_makes_no_sense_is_refused(String query) {
        assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(SqlException.class);
    }

    @Test
    void any_alias_names_the_document() {
        assertThat(Parser.parse("SELECT VALUE r.id FROM root AS r").projection())
                .isEqualTo(Parser.parse("SELECT VALUE c.id FROM c").projection());
    }

    @Test
    void deep_nesting_is_refused_instead_of_overflowing() {
        String query = "SELECT VALUE " + "(".repeat(5000) + "1" + ")".repeat(5000) + " FROM c";
        assertThatThrownBy(() -> Parser.parse(query)).isInstanceOf(SqlException.class);
    }

    @Test
    void parsed_queries_are_kept_within_their_bound() {
        ParsedQueries queries = new ParsedQueries(200);
        Query first = queries.parse("SELECT * FROM c WHERE c.id = @p0");
        assertThat(queries.parse("SELECT * FROM c WHERE c.id = @p0")).isSameAs(first);
        for (int i = 0; i < 50; i++) {
            queries.parse("SELECT * FROM c WHERE c.id = @p" + i);
            assertThat(queries.characters()).isLessThanOrEqualTo(200);
        }
        assertThat(queries.parse("SELECT * FROM c WHERE c.id IN (" + "'x',".repeat(100) + "'x')"))
                .isNotNull();
        assertThat(queries.characters()).isLessThanOrEqualTo(200);
    }
}
