package dev.fides.json;

import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A number's canonical text: the digits of its exact value in the layout of ECMAScript's {@code Number::toString}. What
 * came as a binary floating point number has the fewest digits that tell it from its neighbours.
 */
final class CanonicalNumber {

    /** ECMAScript writes larger and smaller numbers with an exponent. */
    private static final int MAX_PLAIN = 21;

    private static final int MIN_PLAIN = -6;

    private CanonicalNumber() {}

    static String of(JsonNode number) {
        return switch (number.numberType()) {
            case INT, LONG -> Long.toString(number.longValue());
            case BIG_INTEGER, BIG_DECIMAL -> layout(number.decimalValue());
            case DOUBLE -> ofDouble(number.doubleValue());
            case FLOAT -> layout(new BigDecimal(Float.toString(number.floatValue())));
        };
    }

    private static String ofDouble(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("not a JSON number: " + value);
        }
        // Java's own Double.toString gives too many digits before JDK 19.
        BigDecimal shortest = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
        return layout(shortest.precision() == 2 ? oneDigitIfEnough(value, shortest) : shortest);
    }

    /** Java never goes below two digits (4.9E-324), ECMAScript does (5e-324). */
    private static BigDecimal oneDigitIfEnough(double value, BigDecimal shortest) {
        BigDecimal rounded = shortest.round(new MathContext(1));
        return rounded.doubleValue() == value ? rounded : shortest;
    }

    private static String layout(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.signum() == 0) {
            return "0";
        }
        String digits = stripped.unscaledValue().abs().toString();
        // The value is 0.DIGITS times ten to the power of point.
        long point = (long) digits.length() - stripped.scale();
        String sign = stripped.signum() < 0 ? "-" : "";
        return sign
                + (point > MIN_PLAIN && point <= MAX_PLAIN ? plain(digits, (int) point) : scientific(digits, point));
    }

    private static String plain(String digits, int point) {
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= digits.length()) {
            return digits + "0".repeat(point - digits.length());
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    private static String scientific(String digits, long point) {
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        long exponent = point - 1;
        return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "" : "+") + exponent;
    }
}
