package dev.fides.rest.http;

import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.Exchange.NotSent;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Why a request has no answer, in words that say what to look at: the client's own name its classes and states. */
final class Failures {

    private static final String NOT_HTTP = "parsing HTTP/1.1 status line";
    private static final String CLOSED = "received no bytes";
    private static final String NOT_TLS = "recognized SSL message";
    private static final String UNTRUSTED = "PKIX path building failed";

    private Failures() {}

    /**
     * What became of a request that failed.
     *
     * @param connecting how long a connection was waited for
     */
    static Exchange of(URI uri, Duration connecting, Throwable failure) {
        boolean notSent = failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException
                || failure instanceof UnresolvedAddressException;
        String why = why(uri, connecting, failure);
        return notSent ? new NotSent(why) : new Lost(why);
    }

    private static String why(URI uri, Duration connecting, Throwable failure) {
        String service = uri.getHost() + ":" + port(uri);
        boolean tls = uri.getScheme().equalsIgnoreCase("https");
        if (causes(failure).anyMatch(UnresolvedAddressException.class::isInstance)) {
            return "unknown host " + uri.getHost();
        } else if (failure instanceof HttpConnectTimeoutException) {
            return "no connection to " + service + " within " + connecting
                    + (tls ? "; it may be down, or speak no TLS there (http instead of https)" : "; it may be down");
        } else if (says(failure, UNTRUSTED)) {
            return "no connection to " + service
                    + ", its certificate is not signed by anybody who is trusted here; name its"
                    + " authority in tls.authorities of the definition";
        } else if (says(failure, NOT_TLS)) {
            return "no connection to " + service + ", there is no TLS there; the address may begin with http";
        }
        Optional<Throwable> handshake =
                causes(failure).filter(SSLException.class::isInstance).findFirst();
        if (handshake.isPresent()) {
            return "no connection to " + service + ", TLS failed: "
                    + handshake.get().getMessage();
        } else if (failure instanceof ConnectException) {
            return "no connection to " + service + ": " + failure.getMessage();
        }
        return withoutAnswer(service, tls, failure);
    }

    private static String withoutAnswer(String service, boolean tls, Throwable failure) {
        String hint = tls ? "" : "; if it speaks TLS there, the address begins with https";
        if (failure instanceof ProtocolException || says(failure, NOT_HTTP)) {
            return "what " + service + " answers is no HTTP" + hint;
        } else if (says(failure, CLOSED)) {
            return service + " closed the connection without an answer" + hint;
        }
        return failure.getClass().getSimpleName() + (failure.getMessage() == null ? "" : ": " + failure.getMessage());
    }

    private static boolean says(Throwable failure, String what) {
        return causes(failure)
                .anyMatch(cause ->
                        cause.getMessage() != null && cause.getMessage().contains(what));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }
}
