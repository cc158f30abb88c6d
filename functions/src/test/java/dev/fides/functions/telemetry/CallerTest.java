package dev.fides.functions.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.fides.functions.http.Answer;
import dev.fides.functions.http.FakeInvocation;
import dev.fides.functions.http.FakeRequest;
import dev.fides.functions.http.HttpCall;
import dev.fides.telemetry.Telemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    private final Telemetry telemetry = new Telemetry(OpenTelemetry.noop(), Clock.systemUTC());

    @Test
    void what_a_call_starts_carries_the_trace_of_the_hosts_request_on_and_is_sampled() {
        FakeInvocation invocation = new FakeInvocation("00-" + TRACE + "-" + SPAN + "-00");

        Optional<String> sentOn = called(invocation);

        assertThat(sentOn).hasValue("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(telemetry.traceParent()).as("after the call").isEmpty();
    }

    @Test
    void without_a_trace_or_with_one_that_cannot_be_read_a_call_begins_its_own() {
        assertThat(called(FakeInvocation.WITHOUT_TRACE)).isEmpty();
        assertThat(called(new FakeInvocation("|a.b."))).isEmpty();
        assertThat(called(new FakeInvocation(null))).isEmpty();
    }

    @Test
    void a_trace_that_the_agent_has_begun_goes_on() {
        SpanContext agents =
                SpanContext.create("1".repeat(32), "2".repeat(16), TraceFlags.getSampled(), TraceState.getDefault());

        Context.current()
                .with(Span.wrap(agents))
                .wrap((Runnable) () -> assertThat(called(new FakeInvocation("00-" + TRACE + "-" + SPAN + "-01")))
                        .hasValue("00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01"))
                .run();
    }

    /** @return the trace context that a message sent by this call would carry */
    private Optional<String> called(FakeInvocation invocation) {
        Object body = HttpCall.answer(
                        FakeRequest.post("syncs/cities/import", ""),
                        invocation,
                        call -> Answer.ok(JsonNodeFactory.instance
                                .objectNode()
                                .put("trace", telemetry.traceParent().orElse(""))))
                .getBody();
        return Optional.of(String.valueOf(body).replaceAll("^.*\"trace\":\"([^\"]*)\".*$", "$1"))
                .filter(text -> !text.isEmpty());
    }
}
