package dev.fides.local.functionhost.sample;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** HTTP functions of the sample. */
public final class HttpFunctions {
    private static final CountDownLatch RELEASED = new CountDownLatch(1);

    private final Journal journal;

    public HttpFunctions(Journal journal) {
        this.journal = journal;
    }

    public HttpResponseMessage echo(
            @HttpTrigger(name = "request", methods = HttpMethod.POST, authLevel = AuthorizationLevel.ANONYMOUS)
                    HttpRequestMessage<Optional<String>> request,
            ExecutionContext context) {
        context.getLogger().info("echo");
        return request.createResponseBuilder(HttpStatus.CREATED)
                .header("Content-Type", "application/json")
                .body(Map.of(
                        "body", request.getBody().orElse("none"),
                        "header", request.getHeaders().getOrDefault("x-sample", "none"),
                        "query", request.getQueryParameters(),
                        "uri", request.getUri().toString(),
                        "function", context.getFunctionName(),
                        "trace", context.getTraceContext().getTraceparent(),
                        "retries", context.getRetryContext().getRetrycount()))
                .build();
    }

    public HttpResponseMessage run(
            @HttpTrigger(name = "request", methods = HttpMethod.GET, route = "syncs/{sync}/runs/{run}")
                    HttpRequestMessage<String> request,
            @BindingName("sync") String sync,
            @BindingName("run") String run) {
        return request.createResponseBuilder(HttpStatus.OK)
                .body(sync + "|" + run + "|" + request.getBody())
                .build();
    }

    public HttpResponseMessage newest(
            @HttpTrigger(name = "request", methods = HttpMethod.GET, route = "syncs/{sync}/runs/newest")
                    HttpRequestMessage<Optional<String>> request) {
        return request.createResponseBuilder(HttpStatus.OK).body("literal").build();
    }

    public HttpResponseMessage page(
            @HttpTrigger(name = "request", methods = HttpMethod.GET, route = "pages/{number:int}")
                    HttpRequestMessage<Optional<String>> request,
            @BindingName("number") int number) {
        return request.createResponseBuilder(HttpStatus.OK)
                .body("page " + (number + 1))
                .build();
    }

    public HttpResponseMessage absent(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request,
            @BindingName("nothing") String nothing) {
        return request.createResponseBuilder(HttpStatus.OK).body(nothing).build();
    }

    public HttpResponseMessage fail(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request) {
        throw new IllegalStateException("as asked");
    }

    public void nothing(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request) {
        journal.add("nothing");
    }

    /** Answers when {@link #release} has been called, so that tests can have a call under way. */
    public HttpResponseMessage hold(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request)
            throws InterruptedException {
        journal.add("holding");
        RELEASED.await();
        return request.createResponseBuilder(HttpStatus.OK).body("released").build();
    }

    public HttpResponseMessage release(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request) {
        RELEASED.countDown();
        return request.createResponseBuilder(HttpStatus.OK).build();
    }

    public HttpResponseMessage journal(
            @HttpTrigger(name = "request", methods = HttpMethod.GET, authLevel = AuthorizationLevel.ANONYMOUS)
                    HttpRequestMessage<Optional<String>> request) {
        return request.createResponseBuilder(HttpStatus.OK)
                .body(journal.lines())
                .build();
    }

    /** Says which classes an app can see: its own and the functions API, nothing of the host. */
    public HttpResponseMessage classes(
            @HttpTrigger(name = "request", methods = HttpMethod.GET) HttpRequestMessage<Optional<String>> request) {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        return request.createResponseBuilder(HttpStatus.OK)
                .body(Map.of(
                        "context",
                        own == HttpFunctions.class.getClassLoader(),
                        "host",
                        sees("dev.fides.local.functionhost.FunctionHost"),
                        "jackson",
                        sees("com.fasterxml.jackson.databind.ObjectMapper"),
                        "logging",
                        own.getResource("logback.xml") != null))
                .build();
    }

    private static boolean sees(String className) {
        try {
            Class.forName(className);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
