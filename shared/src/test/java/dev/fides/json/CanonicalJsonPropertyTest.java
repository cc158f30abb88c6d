package dev.fides.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CanonicalJsonPropertyTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Property
    void the_order_of_members_does_not_matter(@ForAll("values") JsonNode node, @ForAll Random random) {
        assertThat(CanonicalJson.bytes(shuffled(node, random))).isEqualTo(CanonicalJson.bytes(node));
    }

    @Property
    void the_canonical_form_of_the_canonical_form_is_itself(@ForAll("values") JsonNode node) {
        byte[] once = CanonicalJson.bytes(node);

        assertThat(CanonicalJson.bytes(Json.parse(once))).isEqualTo(once);
    }

    @Property
    void doubles_and_their_text_agree(@ForAll double value) {
        byte[] ofDouble = CanonicalJson.bytes(NODES.numberNode(value));

        assertThat(Double.parseDouble(new String(ofDouble, StandardCharsets.US_ASCII)))
                .isEqualTo(value + 0.0);
        assertThat(CanonicalJson.bytes(Json.parse(ofDouble))).isEqualTo(ofDouble);
    }

    @Property
    void equal_numbers_have_one_form_and_different_ones_do_not(@ForAll BigDecimal a, @ForAll BigDecimal b) {
        assertThat(CanonicalJson.bytes(NODES.numberNode(a.setScale(a.scale() + 3))))
                .isEqualTo(CanonicalJson.bytes(Json.parse(a.toString())));
        boolean sameForm =
                Arrays.equals(CanonicalJson.bytes(NODES.numberNode(a)), CanonicalJson.bytes(NODES.numberNode(b)));
        assertThat(sameForm).isEqualTo(a.compareTo(b) == 0);
    }

    @Provide
    Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(8).map(NODES::textNode),
                Arbitraries.bigDecimals().map(NODES::numberNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true), NODES.booleanNode(false)));
        return Arbitraries.recursive(() -> leaves, CanonicalJsonPropertyTest::nested, 0, 3);
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inner) {
        Arbitrary<JsonNode> objects = Arbitraries.maps(Arbitraries.strings().ofMaxLength(4), inner)
                .ofMaxSize(5)
                .map(members -> NODES.objectNode().setAll(members));
        Arbitrary<JsonNode> arrays =
                inner.list().ofMaxSize(4).map(elements -> NODES.arrayNode().addAll(elements));
        return Arbitraries.oneOf(objects, arrays);
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isObject()) {
            List<String> names = new ArrayList<>();
            node.fieldNames().forEachRemaining(names::add);
            Collections.shuffle(names, random);
            ObjectNode copy = NODES.objectNode();
            names.forEach(name -> copy.set(name, shuffled(node.get(name), random)));
            return copy;
        }
        if (node.isArray()) {
            ArrayNode copy = NODES.arrayNode();
            node.forEach(element -> copy.add(shuffled(element, random)));
            return copy;
        }
        return node;
    }
}
