package dev.fides.functions.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.ServiceBusQueueTrigger;
import dev.fides.json.Json;
import dev.fides.model.Change;
import dev.fides.model.ChangeBatch;
import dev.fides.model.LedgerRef;
import dev.fides.model.RecordKey;
import dev.fides.model.RefreshReason;
import dev.fides.model.Trust;
import dev.fides.queue.ChangeBatchCodec;
import dev.fides.queue.StepMessage;
import dev.fides.queue.StepMessageCodec;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The Functions host collects metadata of the trigger and members of the JSON that comes with it into one map that
 * ignores letter case: what a sender can name, no function may ask for.
 */
class BindingNamesTest {

    private static final Path TRIGGERS = Path.of("src/main/java/dev/fides/functions/trigger");

    /** What the Service Bus extension 5 says of a message, and the objects that it adds. */
    private static final Set<String> OF_MESSAGES = Set.of(
            "MessageId",
            "SessionId",
            "CorrelationId",
            "ContentType",
            "ReplyTo",
            "ReplyToSessionId",
            "To",
            "Subject",
            "Label",
            "PartitionKey",
            "TransactionPartitionKey",
            "DeadLetterSource",
            "DeadLetterReason",
            "DeadLetterErrorDescription",
            "LockToken",
            "DeliveryCount",
            "SequenceNumber",
            "EnqueuedSequenceNumber",
            "EnqueuedTime",
            "EnqueuedTimeUtc",
            "ExpiresAt",
            "ExpiresAtUtc",
            "ApplicationProperties",
            "UserProperties",
            "MessageReceiver",
            "MessageSession",
            "MessageActions",
            "SessionActions",
            "ReceiveActions",
            "Client");

    @Test
    void only_functions_of_queues_ask_for_metadata_and_only_for_that_of_messages() throws IOException {
        List<Method> functions = functions();
        assertThat(functions).hasSizeGreaterThan(30);

        assertThat(functions).allSatisfy(function -> {
            List<String> names = names(function);
            if (!names.isEmpty()) {
                assertThat(hasParameter(function, ServiceBusQueueTrigger.class))
                        .as("%s is run by a queue", function.getDeclaringClass().getSimpleName())
                        .isTrue();
            }
            assertThat(OF_MESSAGES).containsAll(names);
        });
    }

    /** An event may have any member, and no conversion of it may fail before the function runs. */
    @Test
    void what_others_may_replace_is_taken_as_text() {
        assertThat(Arrays.stream(HostChangeQueue.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(FunctionName.class))
                        .flatMap(method -> Arrays.stream(method.getParameters()))
                        .filter(parameter -> parameter.isAnnotationPresent(BindingName.class)))
                .isNotEmpty()
                .allMatch(parameter -> parameter.getType() == String.class);
    }

    @Test
    void no_message_has_a_member_that_would_replace_its_metadata() {
        Change change =
                new Change.Refresh(new RecordKey("a"), RefreshReason.EVENT, false, Trust.CONFIRMED, Optional.empty());
        ChangeBatch batch = new ChangeBatch(
                "cities", 1, Optional.of(new LedgerRef("run", "ledger")), List.of(change), 1, Optional.of("00-a-b-01"));
        StepMessage step = new StepMessage("cities", "run", 1, Optional.of("00-a-b-01"));

        assertThat(members(new ChangeBatchCodec().encode(batch)))
                .contains("sync", "ledger", "changes")
                .doesNotContainAnyElementsOf(lowerCase(OF_MESSAGES));
        assertThat(members(new StepMessageCodec().encode(step)))
                .contains("sync", "runid", "step")
                .doesNotContainAnyElementsOf(lowerCase(OF_MESSAGES));
    }

    private static List<Method> functions() throws IOException {
        try (Stream<Path> files = Files.list(TRIGGERS)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> !name.equals("package-info"))
                    .flatMap(name -> Arrays.stream(type(name).getMethods()))
                    .filter(method -> method.isAnnotationPresent(FunctionName.class))
                    .toList();
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(BindingNamesTest.class.getPackageName() + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> names(Method function) {
        return Arrays.stream(function.getParameters())
                .flatMap(parameter -> Optional.ofNullable(parameter.getAnnotation(BindingName.class)).stream())
                .map(BindingName::value)
                .toList();
    }

    private static boolean hasParameter(Method function, Class<? extends Annotation> annotation) {
        return Arrays.stream(function.getParameters())
                .anyMatch((Parameter each) -> each.isAnnotationPresent(annotation));
    }

    private static List<String> members(byte[] message) {
        JsonNode json = Json.parse(new String(message, StandardCharsets.UTF_8));
        return lowerCase(
                json.properties().stream().map(member -> member.getKey()).toList());
    }

    private static List<String> lowerCase(Collection<String> names) {
        return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
