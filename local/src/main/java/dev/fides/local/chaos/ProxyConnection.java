package dev.fides.local.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One client's connection to a {@link FaultyProxy}: request after request, until one of the two ends it. */
final class ProxyConnection {

    private static final Duration SERVICE_LIMIT = Duration.ofSeconds(30);
    private static final int DRIPS = 20;
    private static final List<String> GARBAGE = List.of(
            "<html><body>Bad gateway</body></html>", "{}", "null", "[]", "{\"value\":", "\u0000\u0001\uFFFD", "true");

    private final Socket socket;
    private final URI service;
    private final HttpClient client;
    private final FaultPlan plan;

    ProxyConnection(Socket socket, URI service, HttpClient client, FaultPlan plan) {
        this.socket = socket;
        this.service = service;
        this.client = client;
        this.plan = plan;
    }

    void serve() throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        boolean goesOn = true;
        while (goesOn) {
            Optional<ProxyRequest> request = ProxyRequest.read(in);
            goesOn = request.isPresent() && handle(request.get(), in);
        }
    }

    /** Whether the connection is of use afterwards. */
    private boolean handle(ProxyRequest request, InputStream in) throws IOException, InterruptedException {
        Optional<ProxyFault> fault = plan.next();
        int length = request.length();
        if (fault.isEmpty()) {
            return answer(forward(request, in.readNBytes(length)));
        }
        return switch (fault.get()) {
            case RESET_BEFORE -> reset();
            case RESET_DURING -> resetDuring(request, in, length);
            case RESET_AFTER -> {
                ProxyAnswer lost = forward(request, in.readNBytes(length));
                yield lost.status() > 0 && reset();
            }
            case DELAY_WITHIN ->
                delayed(forward(request, in.readNBytes(length)), Duration.ofMillis(100), Duration.ofMillis(1_500));
            case DELAY_BEYOND ->
                delayed(
                        forward(request, in.readNBytes(length)),
                        ChaosSyncs.TIME_LIMIT.plusMillis(200),
                        ChaosSyncs.TIME_LIMIT.plusSeconds(3));
            case TRUNCATED -> truncated(forward(request, in.readNBytes(length)));
            case GARBAGE -> {
                String nonsense = GARBAGE.get(plan.number(GARBAGE.size()));
                yield answer(forward(request, in.readNBytes(length)).withBody(nonsense.getBytes(UTF_8)));
            }
            case TOO_MANY_RETRY_AFTER -> refused(in, length, ProxyAnswer.problem(429, Optional.of("1")));
            case TOO_MANY -> refused(in, length, ProxyAnswer.problem(429, Optional.empty()));
            case BURST_500 -> refused(in, length, ProxyAnswer.problem(500, Optional.empty()));
            case BURST_503 -> refused(in, length, ProxyAnswer.problem(503, Optional.empty()));
            case DRIP -> drip(forward(request, in.readNBytes(length)));
        };
    }

    private boolean refused(InputStream in, int length, ProxyAnswer answer) throws IOException {
        in.skipNBytes(length);
        return answer(answer);
    }

    /** Whatever happens afterwards, the service has done what it was asked for. */
    private ProxyAnswer forward(ProxyRequest request, byte[] body) throws IOException, InterruptedException {
        var builder = HttpRequest.newBuilder(service.resolve(request.target()))
                .timeout(SERVICE_LIMIT)
                .method(
                        request.method(),
                        body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        request.forwarded().forEach(header -> builder.header(header.name(), header.value()));
        HttpResponse<byte[]> response = client.send(builder.build(), BodyHandlers.ofByteArray());
        return ProxyAnswer.of(response);
    }

    private boolean answer(ProxyAnswer answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(answer.wire());
        out.flush();
        return true;
    }

    /** Closed in a way that the other end sees as a reset rather than an end. */
    private boolean reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    private boolean resetDuring(ProxyRequest request, InputStream in, int length)
            throws IOException, InterruptedException {
        if (length > 0) {
            in.skipNBytes(length / 2);
        } else {
            half(forward(request, new byte[0]).wire());
        }
        return reset();
    }

    private boolean delayed(ProxyAnswer answer, Duration least, Duration most)
            throws IOException, InterruptedException {
        Thread.sleep(plan.between(least, most).toMillis());
        return answer(answer);
    }

    private boolean truncated(ProxyAnswer answer) throws IOException {
        byte[] body = answer.body();
        if (plan.number(2) == 0) {
            return answer(answer.withBody(Arrays.copyOf(body, body.length / 2)));
        }
        half(answer.wire());
        return false;
    }

    private void half(byte[] wire) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(wire, 0, wire.length / 2);
        out.flush();
    }

    private boolean drip(ProxyAnswer answer) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        byte[] wire = answer.wire();
        long pause = plan.between(Duration.ofMillis(500), ChaosSyncs.TIME_LIMIT.plusSeconds(1))
                        .toMillis()
                / DRIPS;
        int portion = wire.length / DRIPS + 1;
        for (int from = 0; from < wire.length; from += portion) {
            out.write(wire, from, Math.min(portion, wire.length - from));
            out.flush();
            Thread.sleep(pause);
        }
        return true;
    }
}
