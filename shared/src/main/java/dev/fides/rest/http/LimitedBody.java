package dev.fides.rest.http;

import dev.fides.rest.http.Exchange.Completeness;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** Collects a body up to a limit, so that no service can fill the memory. */
final class LimitedBody implements BodySubscriber<LimitedBody.Received> {

    @SuppressWarnings("ArrayRecordComponent") // never compared, and copies of large pages would cost
    record Received(byte[] bytes, Completeness completeness) {}

    private final long limit;
    private final Parts bytes = new Parts();
    private final CompletableFuture<Received> result = new CompletableFuture<>();
    private Subscription subscription;

    LimitedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Received> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (result.isDone()) {
            return;
        }
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[(int) Math.min(buffer.remaining(), limit - bytes.size())];
            buffer.get(part);
            bytes.add(part);
            if (buffer.hasRemaining()) {
                subscription.cancel();
                end(Completeness.TOO_LARGE);
                return;
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        end(Completeness.BROKEN_OFF);
    }

    @Override
    public void onComplete() {
        end(Completeness.COMPLETE);
    }

    private void end(Completeness completeness) {
        result.complete(new Received(bytes.joined(), completeness));
    }
}
