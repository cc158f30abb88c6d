package dev.fides.rest.http;

import dev.fides.rest.http.Exchange.Completeness;
import dev.fides.rest.http.LimitedBody.Received;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Undoes what services do to the body of an answer on its way: compression, and other charsets than UTF-8. */
final class Contents {

    /** What is asked for; whoever wants none says {@code Accept-Encoding: identity} in the definition's headers. */
    static final String ACCEPTED_CODING = "gzip";

    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    private static final int PORTION = 64 * 1024;

    private Contents() {}

    /**
     * The body as UTF-8, no larger than the limit: a small answer may unpack to a thousand times its size.
     *
     * @param received as it came
     */
    static Received plain(HttpHeaders headers, Received received, long limit) {
        if (received.bytes().length == 0) {
            return received;
        }
        List<String> codings = codings(headers);
        if (codings.size() > 1 || !GZIP.containsAll(codings)) {
            return new Received(new byte[0], Completeness.UNREADABLE);
        }
        Received unpacked = codings.isEmpty() ? received : unpacked(received, limit);
        return unpacked.completeness() == Completeness.UNREADABLE
                ? unpacked
                : Charsets.toUtf8(headers, unpacked, limit);
    }

    /** Why an answer with these headers is {@link Completeness#UNREADABLE}. */
    static String unreadable(HttpHeaders headers) {
        List<String> codings = codings(headers);
        if (codings.size() > 1 || !GZIP.containsAll(codings)) {
            return "it is in the coding \"" + Messages.excerpt(String.join(", ", codings))
                    + "\", expected gzip or none";
        }
        return Charsets.unknown(headers)
                .map(name -> "it is in the charset \"" + Messages.excerpt(name) + "\", which is not known here")
                .orElse("it is no gzip although its Content-Encoding says so");
    }

    private static List<String> codings(HttpHeaders headers) {
        return headers.allValues("Content-Encoding").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .collect(Collectors.toList());
    }

    private static Received unpacked(Received packed, long limit) {
        Parts bytes = new Parts();
        Completeness completeness = packed.completeness();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.bytes()), PORTION)) {
            byte[] portion = new byte[PORTION];
            for (int read = in.read(portion); read >= 0; read = in.read(portion)) {
                int room = (int) Math.min(read, limit - bytes.size());
                bytes.add(Arrays.copyOf(portion, room));
                if (room < read) {
                    return new Received(bytes.joined(), Completeness.TOO_LARGE);
                }
            }
        } catch (EOFException e) {
            completeness = completeness == Completeness.COMPLETE ? Completeness.BROKEN_OFF : completeness;
        } catch (IOException e) {
            return new Received(new byte[0], Completeness.UNREADABLE);
        }
        return new Received(bytes.joined(), completeness);
    }
}
