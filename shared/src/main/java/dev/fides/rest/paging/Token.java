package dev.fides.rest.paging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fides.json.Json;
import dev.fides.model.PermanentException;
import dev.fides.rest.call.Keys;
import java.util.Optional;

/**
 * What a page says of the next one: a text, or an object or list that is handed back as the JSON that it is.
 *
 * @param json the token as it was found; an integer as a text
 */
record Token(JsonNode json) {

    /** Before the position of a token that is no text. */
    private static final String OF_JSON = "json ";

    /** Before a text that could be taken for one with a word before it. */
    private static final String OF_TEXT = "text ";

    /** The token at a place, where there is one; nothing, and what is empty, marks the last page. */
    static Optional<Token> of(JsonNode found) {
        if (found.isContainerNode()) {
            return found.isEmpty() ? Optional.empty() : Optional.of(new Token(found));
        }
        return link(found).map(TextNode::valueOf).map(Token::new);
    }

    /** The link at a place, where there is one; what is neither text nor nothing is a fault. */
    static Optional<String> link(JsonNode found) {
        boolean none = found.isMissingNode()
                || found.isNull()
                || (found.isTextual() && found.asText().isEmpty());
        return none
                ? Optional.empty()
                : Optional.of(Keys.text(found)
                        .orElseThrow(() -> new PermanentException("expected the next page as text, found "
                                + Keys.kind(found) + " " + Keys.excerpt(found))));
    }

    /** The token of a position. */
    static Token parse(String position) {
        if (position.startsWith(OF_JSON)) {
            return new Token(Json.parse(position.substring(OF_JSON.length())));
        }
        return new Token(
                TextNode.valueOf(position.startsWith(OF_TEXT) ? position.substring(OF_TEXT.length()) : position));
    }

    /** As a text from which it can be read again. Most tokens are texts, and stand as they are. */
    String position() {
        if (!json.isTextual()) {
            return OF_JSON + text();
        }
        boolean ambiguous = text().startsWith(OF_JSON) || text().startsWith(OF_TEXT);
        return ambiguous ? OF_TEXT + text() : text();
    }

    /** As it stands in a query or among other text. */
    String text() {
        return json.isTextual() ? json.textValue() : Json.text(json);
    }
}
