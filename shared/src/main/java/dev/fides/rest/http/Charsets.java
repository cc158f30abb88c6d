package dev.fides.rest.http;

import dev.fides.rest.http.Exchange.Completeness;
import dev.fides.rest.http.LimitedBody.Received;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The charset of an answer: what its {@code Content-Type} says, else UTF-8, UTF-16 or UTF-32 as the first bytes show. */
final class Charsets {

    private static final Pattern CHARSET = Pattern.compile("(?i);\\s*charset\\s*=\\s*\"?([^\\s\";,]+)");

    /** No UTF-8 has it: a byte that says nothing in its own charset says nothing in UTF-8 either. */
    private static final int NO_CHARACTER = 0xFF;

    private static final int PORTION = 8192;

    private Charsets() {}

    /** A charset in the header that nobody here knows. */
    static Optional<String> unknown(HttpHeaders headers) {
        return named(headers).filter(name -> charset(name).isEmpty());
    }

    static Received toUtf8(HttpHeaders headers, Received body, long limit) {
        Optional<String> name = named(headers);
        Optional<Charset> charset = name.isPresent() ? charset(name.get()) : Optional.of(shown(body.bytes()));
        if (charset.isEmpty()) {
            return new Received(new byte[0], Completeness.UNREADABLE);
        }
        return isUtf8(charset.get(), body.bytes()) ? body : converted(charset.get(), body, limit);
    }

    private static Optional<String> named(HttpHeaders headers) {
        return headers.firstValue("Content-Type")
                .map(CHARSET::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1));
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** JSON begins with two ASCII characters, unless it is one character long (RFC 4627, section 3). */
    private static Charset shown(byte[] body) {
        if (body.length < 2) {
            return StandardCharsets.UTF_8;
        }
        int first = body[0] & 0xFF;
        int second = body[1] & 0xFF;
        boolean wide = body.length >= 4 && (body[2] == 0 || (first == 0 && second == 0));
        if ((first == 0xFE && second == 0xFF) || (first == 0 && second != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if ((first == 0xFF && second == 0xFE) || (first != 0 && second == 0)) {
            return wide && body[3] == 0 ? Charset.forName("UTF-32LE") : StandardCharsets.UTF_16LE;
        }
        return first == 0 && wide ? Charset.forName("UTF-32BE") : StandardCharsets.UTF_8;
    }

    /** Servers put the label ISO-8859-1 by default on whatever they send: there the bytes decide. */
    private static boolean isUtf8(Charset charset, byte[] body) {
        return charset.equals(StandardCharsets.UTF_8)
                || charset.equals(StandardCharsets.US_ASCII)
                || (charset.equals(StandardCharsets.ISO_8859_1) && isValidUtf8(body));
    }

    private static boolean isValidUtf8(byte[] body) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Received converted(Charset charset, Received body, long limit) {
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer rest = ByteBuffer.wrap(body.bytes());
        CharBuffer portion = CharBuffer.allocate(PORTION);
        ByteArrayOutputStream utf8 = new ByteArrayOutputStream();
        boolean more = true;
        while (more) {
            CoderResult result = decoder.decode(rest, portion, true);
            portion.flip();
            utf8.writeBytes(portion.toString().getBytes(StandardCharsets.UTF_8));
            portion.clear();
            if (result.isError()) {
                utf8.write(NO_CHARACTER);
                rest.position(rest.position() + result.length());
            }
            more = !result.isUnderflow();
            if (utf8.size() > limit) {
                return new Received(utf8.toByteArray(), Completeness.TOO_LARGE);
            }
        }
        return new Received(utf8.toByteArray(), body.completeness());
    }
}
