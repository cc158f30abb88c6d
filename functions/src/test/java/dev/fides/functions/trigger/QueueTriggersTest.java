package dev.fides.functions.trigger;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.microsoft.azure.functions.ExecutionContext;
import dev.fides.engine.MessageIntake;
import dev.fides.functions.FidesApp;
import dev.fides.model.Priority;
import dev.fides.model.RetryableException;
import dev.fides.sync.incoming.EventReceiver;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a trigger hands on is all that the engine learns of a message; what it throws gives the message back. */
class QueueTriggersTest {

    private static final String QUEUED_AT = "\"2026-02-03T04:05:06.07Z\"";

    private final FidesApp app = mock(FidesApp.class);
    private final MessageIntake intake = mock(MessageIntake.class);

    @BeforeEach
    void build() {
        when(app.intake()).thenReturn(intake);
    }

    @Test
    void changes_of_imports_are_handed_on_with_all_that_the_queue_says() {
        new PublishChanges(app).run("{}", "m1", QUEUED_AT, 3);

        verify(intake).changes("{}", Priority.NORMAL, "m1", Instant.parse("2026-02-03T04:05:06.07Z"), 3);
    }

    @Test
    void changes_of_events_are_handed_on_as_urgent() {
        new PublishPriorityChanges(app).run("{}", "m1", QUEUED_AT, 1);

        verify(intake).changes("{}", Priority.HIGH, "m1", Instant.parse("2026-02-03T04:05:06.07Z"), 1);
    }

    @Test
    void a_step_is_done_in_the_name_of_its_invocation() {
        ExecutionContext context = mock(ExecutionContext.class);
        when(context.getInvocationId()).thenReturn("i1");

        new SyncStep(app).run("{}", 2, context);

        verify(intake).step("{}", "i1", 2);
    }

    @Test
    void events_are_handed_on_with_how_often_they_came() {
        EventReceiver receiver = mock(EventReceiver.class);
        when(app.receiver()).thenReturn(receiver);

        new HostChangeQueue(app).run("{}", "4");

        verify(intake).events(receiver, "{}", 4);
    }

    @Test
    void a_batch_that_could_neither_be_published_nor_sent_again_goes_back_to_the_queue() {
        doThrow(new RetryableException("no answer", null))
                .when(intake)
                .changes(any(), eq(Priority.NORMAL), any(), any(), anyInt());

        assertThatThrownBy(() -> new PublishChanges(app).run("{}", "m1", QUEUED_AT, 1))
                .isInstanceOf(RetryableException.class);
    }
}
