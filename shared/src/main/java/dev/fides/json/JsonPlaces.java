package dev.fides.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Where the members of a JSON text stand, for messages to people who wrote it. */
public final class JsonPlaces {

    private static final String TOP = "line 1, column 1";
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> places;

    private JsonPlaces(Map<String, String> places) {
        this.places = places;
    }

    /** Of a text that is JSON; of another one only what comes before its fault. */
    public static JsonPlaces of(String text) {
        Map<String, String> places = new HashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                // A member stands where its name stands; its value comes later and changes nothing.
                places.putIfAbsent(
                        parser.getParsingContext().pathAsPointer().toString(),
                        described(parser.currentTokenLocation()));
            }
        } catch (IOException e) {
            // Whoever reads the text says what is wrong with it.
        }
        return new JsonPlaces(places);
    }

    private static String described(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /**
     * Line and column of a member, or of the nearest part around it.
     *
     * @param pointer RFC 6901
     */
    public String at(String pointer) {
        String part = pointer;
        while (!places.containsKey(part) && !part.isEmpty()) {
            part = part.substring(0, Math.max(0, part.lastIndexOf('/')));
        }
        return places.getOrDefault(part, TOP);
    }
}
