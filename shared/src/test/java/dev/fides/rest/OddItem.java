package dev.fides.rest;

import java.nio.charset.StandardCharsets;

/** Ways in which one item of a page can be odd while the page around it stays whole. */
enum OddItem {
    DOUBLED_MEMBER(Part.MEMBER, "'name':'again'", true),
    DOUBLED_KEY(Part.MEMBER, "'id':'KEY'", false),
    TWO_KEYS(Part.MEMBER, "'id':'other'", false),
    DOUBLED_MEMBER_INSIDE(Part.MEMBER, "'geo':{'lat':1,'lat':2}", true),
    NOT_A_NUMBER(Part.MEMBER, "'x':NaN", true),
    INFINITY(Part.MEMBER, "'x':Infinity", true),
    NEGATIVE_INFINITY(Part.MEMBER, "'x':-Infinity", true),
    LONG_INTEGER(Part.MEMBER, "'x':1" + "0".repeat(1000), true),
    LONG_FRACTION(Part.MEMBER, "'x':0." + "7".repeat(1001), true),
    LEADING_ZERO(Part.MEMBER, "'x':007", true),
    NO_FRACTION(Part.MEMBER, "'x':1.", true),
    NO_INTEGER(Part.MEMBER, "'x':.5", true),
    PLUS(Part.MEMBER, "'x':+1", true),
    HEXADECIMAL(Part.MEMBER, "'x':0x1F", true),
    LONE_MINUS(Part.MEMBER, "'x':-", true),
    NO_EXPONENT(Part.MEMBER, "'x':1e", true),
    DEEP_ARRAYS(Part.MEMBER, "'x':" + "[".repeat(257) + "]".repeat(257), true),
    DEEP_OBJECTS(Part.MEMBER, "'x':" + "{'a':".repeat(257) + "1" + "}".repeat(257), true),
    LONG_NAME(Part.MEMBER, "'" + "n".repeat(50_001) + "':1", true),
    NO_UTF8(Part.MEMBER, "'x':'a\u00ffb'", true),
    HALF_A_SEQUENCE(Part.MEMBER, "'x':'a\u00c3b'", true),
    LONE_CONTINUATION(Part.MEMBER, "'x':'a\u0080b'", true),
    OVERLONG(Part.MEMBER, "'x':'a\u00c0\u00afb'", true),
    SURROGATE_IN_BYTES(Part.MEMBER, "'x':'a\u00ed\u00a0\u0080b'", true),
    BEYOND_UNICODE(Part.MEMBER, "'x':'a\u00f4\u0090\u0080\u0080b'", true),
    LONE_HIGH_SURROGATE(Part.MEMBER, "'x':'a\\ud83cb'", true),
    LONE_LOW_SURROGATE(Part.MEMBER, "'x':'a\\udf06b'", true),
    SWAPPED_PAIR(Part.MEMBER, "'x':'\\udf06\\ud83c'", true),
    SURROGATE_IN_A_NAME(Part.MEMBER, "'\\ud800':1", true),
    LINE_BREAK(Part.MEMBER, "'x':'a\nb'", true),
    NULL_CHARACTER(Part.MEMBER, "'x':'a\0b'", true),
    UNKNOWN_ESCAPE(Part.MEMBER, "'x':'a\\xb'", true),
    BROKEN_ESCAPE(Part.MEMBER, "'x':'\\u12G4'", true),
    UNDEFINED(Part.MEMBER, "'x':undefined", true),
    PYTHON_TRUE(Part.MEMBER, "'x':True", true),
    CUT_LITERAL(Part.MEMBER, "'x':nul", true),
    BARE_TEXT(Part.MEMBER, "'x':some text", true),
    BARE_NAME(Part.MEMBER, "x:1", false),
    NO_COLON(Part.MEMBER, "'x' 1", false),
    NO_COMMA(Part.ALL, "{'id':'KEY' 'name':'x'}", false),
    TRAILING_COMMA(Part.ALL, "{'id':'KEY','name':'x',}", false),
    COMMENT(Part.MEMBER, "'x':1/* why */", true),
    NO_KEY(Part.ALL, "{'name':'KEY'}", false),
    NULL_KEY(Part.ALL, "{'id':null}", false),
    TRUE_KEY(Part.ALL, "{'id':true}", false),
    FRACTION_AS_KEY(Part.ALL, "{'id':1.5}", false),
    OBJECT_AS_KEY(Part.ALL, "{'id':{'of':'KEY'}}", false),
    EMPTY_KEY(Part.ALL, "{'id':''}", false),
    LONG_KEY(Part.ALL, "{'id':'" + "k".repeat(1025) + "'}", false),
    LONE_SURROGATE_IN_KEY(Part.ALL, "{'id':'KEY\\ud800'}", false),
    NO_UTF8_IN_KEY(Part.ALL, "{'id':'KEY\u00ff','name':'x'}", false),
    NUMBER(Part.ALL, "42", false),
    TEXT(Part.ALL, "'KEY'", false),
    NULL(Part.ALL, "null", false),
    ARRAY(Part.ALL, "[1,[2]]", false),
    TWO_VALUES(Part.ALL, "{'id':'KEY'}{'name':'x'}", false);

    private enum Part {
        /** A member more. */
        MEMBER,
        /** Something else in its place. */
        ALL
    }

    private final Part part;
    private final String text;
    private final boolean keyReadable;

    /** @param text of which each character is one byte; with single quotes, and KEY for the item's key */
    OddItem(Part part, String text, boolean keyReadable) {
        this.part = part;
        this.text = text;
        this.keyReadable = keyReadable;
    }

    /** Whether the item's key can still be told. */
    boolean isKeyReadable() {
        return keyReadable;
    }

    /** The item, broken in this way; it has no character beyond ASCII before. */
    byte[] broken(String key, String item) {
        String own = text.replace('\'', '"').replace("KEY", key);
        String broken = part == Part.ALL ? own : item.substring(0, item.length() - 1) + "," + own + "}";
        return broken.getBytes(StandardCharsets.ISO_8859_1);
    }
}
