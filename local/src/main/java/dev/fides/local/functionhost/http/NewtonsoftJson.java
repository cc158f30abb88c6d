package dev.fides.local.functionhost.http;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON and writes it anew as the Azure host's library (Newtonsoft.Json with its defaults, on a machine whose zone
 * is UTC) does for events of Event Grid: texts in the form of a date and time are taken for dates, and numbers with a
 * fraction or an exponent for doubles, so that both may come out as other texts that mean the same.
 */
final class NewtonsoftJson {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern DATE = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d+))?(?:([Zz])|([+-]\\d\\d)(?::?(\\d\\d))?)?");
    private static final int LONGEST_DATE = 40;
    private static final int FRACTION_DIGITS = 7;

    private static final Pattern MICROSOFT_DATE = Pattern.compile("/Date\\((-?\\d{1,15})([+-]\\d{4})?\\)/");

    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, FRACTION_DIGITS, true)
            .toFormatter();

    /** From this power of ten on, .NET writes a double with an exponent. */
    private static final int FIRST_EXPONENT = 15;

    private static final int LAST_NEGATIVE_EXPONENT = -5;

    private NewtonsoftJson() {}

    /**
     * The JSON as that library holds it.
     *
     * @throws IOException when it is no JSON
     */
    static JsonNode read(byte[] json) throws IOException {
        return rewritten(JSON.readTree(json));
    }

    private static JsonNode rewritten(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JSON.createObjectNode();
            object.properties().forEach(member -> copy.set(member.getKey(), rewritten(member.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JSON.createArrayNode();
            array.forEach(element -> copy.add(rewritten(element)));
            return copy;
        }
        if (node.isTextual()) {
            return JSON.getNodeFactory().textNode(text(node.textValue()));
        }
        return node.isBigDecimal()
                ? JSON.getNodeFactory().rawValueNode(new RawValue(number(node.decimalValue())))
                : node;
    }

    /** What becomes of a text. */
    static String text(String text) {
        Matcher microsoft = MICROSOFT_DATE.matcher(text);
        if (microsoft.matches()) {
            LocalDateTime utc =
                    LocalDateTime.ofInstant(Instant.ofEpochMilli(Long.parseLong(microsoft.group(1))), ZoneOffset.UTC);
            return WRITTEN.format(utc) + (microsoft.group(2) == null ? "Z" : "+00:00");
        }
        Matcher date = DATE.matcher(text);
        return text.length() <= LONGEST_DATE && date.matches() ? date(text, date) : text;
    }

    private static String date(String text, Matcher date) {
        try {
            LocalDateTime time = LocalDateTime.parse(date.group(1)).plusNanos(nanos(date.group(2)));
            if (date.group(3) != null) {
                return WRITTEN.format(time) + "Z";
            }
            if (date.group(4) == null) {
                return WRITTEN.format(time);
            }
            String minutes = date.group(5) == null ? "00" : date.group(5);
            ZoneOffset offset = ZoneOffset.of(date.group(4) + ":" + minutes);
            return WRITTEN.format(time.minusSeconds(offset.getTotalSeconds())) + "+00:00";
        } catch (DateTimeException e) {
            return text;
        }
    }

    /** .NET counts in steps of 100 ns, and rounds what is finer. */
    private static long nanos(String fraction) {
        if (fraction == null) {
            return 0;
        }
        String digits = (fraction + "0".repeat(FRACTION_DIGITS + 1)).substring(0, FRACTION_DIGITS + 1);
        return (Long.parseLong(digits) + 5) / 10 * 100;
    }

    /** The text of a double in .NET, which always looks like one. */
    static String number(BigDecimal exact) {
        double value = exact.doubleValue();
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0.0" : exact.toString();
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent < FIRST_EXPONENT && exponent >= LAST_NEGATIVE_EXPONENT + 1) {
            String plain = shortest.toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return "%s%sE%s%02d".formatted(value < 0 ? "-" : "", mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
