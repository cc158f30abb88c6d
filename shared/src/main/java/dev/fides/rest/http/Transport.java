package dev.fides.rest.http;

import dev.fides.config.access.Tls;
import dev.fides.model.PermanentException;
import dev.fides.rest.http.Exchange.Answer;
import dev.fides.rest.http.Exchange.Completeness;
import dev.fides.rest.http.Exchange.Lost;
import dev.fides.rest.http.LimitedBody.Received;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sends single requests over pooled connections: no redirect is followed (a credential must not travel to where an answer
 * points), nothing is repeated, and no answer takes longer or becomes larger than allowed, also not once it is unpacked.
 */
public final class Transport {

    static {
        // The client repeats requests by itself, unseen by rate limit and circuit, unless told not to before its first
        // use.
        setUnlessGiven("jdk.httpclient.disableRetryConnect", "true");
        setUnlessGiven("jdk.httpclient.redirects.retrylimit", "1");
        // Load balancers forget idle connections after some minutes, without a word.
        setUnlessGiven("jdk.httpclient.keepalive.timeout", "30");
    }

    private final HttpClient client;
    private final Duration timeout;
    private final long maxResponseBytes;

    /**
     * @param timeout of a whole exchange; connecting may take half of it, so that it is told from waiting for the answer
     * @throws PermanentException when the keys or certificates cannot be used
     */
    public Transport(Duration timeout, long maxResponseBytes, Tls tls) {
        this.timeout = timeout;
        this.maxResponseBytes = maxResponseBytes;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connecting(timeout));
        TlsContexts.of(tls).ifPresent(builder::sslContext);
        this.client = builder.build();
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static Duration connecting(Duration timeout) {
        return timeout.dividedBy(2);
    }

    public Exchange send(Request request, Map<String, String> headers) {
        long limit = Math.min(maxResponseBytes, request.largestAnswer().orElse(maxResponseBytes));
        AtomicReference<ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Received>> future = client.sendAsync(http(request, headers), info -> {
            head.set(info);
            return new LimitedBody(limit);
        });
        try {
            HttpResponse<Received> response = future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            Received body = Contents.plain(response.headers(), response.body(), limit);
            return new Answer(response.statusCode(), response.headers(), body.bytes(), body.completeness());
        } catch (TimeoutException e) {
            future.cancel(true);
            return withoutBody(head.get(), Completeness.TOO_SLOW, new Lost("no answer within " + timeout));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            future.cancel(true);
            return withoutBody(
                    head.get(), Completeness.BROKEN_OFF, new Lost("interrupted while waiting for the answer"));
        } catch (ExecutionException e) {
            return withoutBody(
                    head.get(), Completeness.BROKEN_OFF, Failures.of(request.uri(), connecting(timeout), e.getCause()));
        }
    }

    private static Exchange withoutBody(ResponseInfo head, Completeness lack, Exchange otherwise) {
        return head == null ? otherwise : new Answer(head.statusCode(), head.headers(), new byte[0], lack);
    }

    /**
     * Finds out early whether headers can be sent at all.
     *
     * @throws PermanentException naming the header that cannot
     */
    public static void check(Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder();
        headers.forEach((name, value) -> setHeader(builder, name, value));
    }

    private static HttpRequest http(Request request, Map<String, String> headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri());
        builder.setHeader("Accept-Encoding", Contents.ACCEPTED_CODING);
        headers.forEach((name, value) -> setHeader(builder, name, value));
        return builder.method(
                        request.method(),
                        request.body().map(BodyPublishers::ofByteArray).orElse(BodyPublishers.noBody()))
                .build();
    }

    /** The client's own complaint would show the value, which may be secret. */
    private static void setHeader(HttpRequest.Builder builder, String name, String value) {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException e) {
            // Without the cause, whose message shows the value.
            throw new PermanentException("the header " + name + " cannot be set, or not to the given value");
        }
    }
}
