package dev.fides.local.functionhost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.fides.local.functionhost.app.BoundValue;
import dev.fides.local.servicebus.ServiceBusEndpoint;
import dev.fides.local.servicebus.ServiceBusSettings;
import dev.fides.local.servicebus.config.NamespaceConfig;
import dev.fides.local.servicebus.config.QueueConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageBindingDataTest {

    /** Texts as they are, JSON in angle brackets; what is in slashes is a pattern. */
    private static final Map<String, String> OF_A_FULL_MESSAGE = forms(
            "MessageId = m1",
            "CorrelationId = c1",
            "ContentType = text/plain",
            "ReplyTo = answers",
            "ReplyToSessionId = s2",
            "To = there",
            "Subject = label",
            "Label = label",
            "LockToken = /[0-9a-f-]{36}/",
            "DeliveryCount = <1>",
            "SequenceNumber = <1>",
            // .NET: a DateTimeOffset has its offset, a DateTime of the same moment has none.
            "EnqueuedTime = /<\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?\\+00:00\">/",
            "EnqueuedTimeUtc = /<\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?\">/",
            "ExpiresAt = /<\"\\d{4}-\\d\\d-\\d\\dT.*\\+00:00\">/",
            "ExpiresAtUtc = /<\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]*\">/",
            "ApplicationProperties = <{\"n\":7}>",
            "UserProperties = <{\"n\":7}>");

    @Test
    void each_property_of_a_message_has_its_form_and_one_that_it_has_not_is_absent() {
        NamespaceConfig queues = new NamespaceConfig(List.of(QueueConfig.named("plain")), List.of());
        try (ServiceBusEndpoint endpoint = ServiceBusEndpoint.start(ServiceBusSettings.of(0, queues))) {
            ServiceBusMessage message = new ServiceBusMessage("no JSON")
                    .setMessageId("m1")
                    .setCorrelationId("c1")
                    .setContentType("text/plain")
                    .setReplyTo("answers")
                    .setReplyToSessionId("s2")
                    .setTo("there")
                    .setSubject("label");
            message.getApplicationProperties().put("n", 7);

            Map<String, String> shown = shown(MessageBindingData.of(sent(endpoint, message)));

            assertThat(shown).containsOnlyKeys(OF_A_FULL_MESSAGE.keySet());
            assertThat(shown)
                    .allSatisfy((name, value) ->
                            assertThat(value).as(name).matches(Pattern.compile(pattern(OF_A_FULL_MESSAGE.get(name)))));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // Members of an object take the place of what has their name in any case, and keep its spelling.
                "{\"messageId\": \"mine\"}        | MessageId      | mine",
                "{\"MESSAGEID\": 7}               | MessageId      | 7",
                "{\"DELIVERYCOUNT\": 7}           | DeliveryCount  | 7",
                "{\"lane\": 3}                    | lane           | 3",
                "{\"o\": {\"x\": 1}}              | o              | <{\"x\":1}>",
                "{\"deliveryCount\": true}        | DeliveryCount  | True",
                // What is no such member leaves things as they are.
                "{\"deliveryCount\": [7]}         | DeliveryCount  | <1>",
                "{\"deliveryCount\": null}        | DeliveryCount  | <1>",
                "[{\"DeliveryCount\": 7}]         | DeliveryCount  | <1>",
                "{\"DeliveryCount\": 7            | DeliveryCount  | <1>",
                "DeliveryCount                    | SequenceNumber | <-1>",
            })
    void members_of_a_body_are_metadata_too(String body, String name, String form) {
        assertThat(shown(MessageBindingData.ofManualRun(body))).containsEntry(name, form);
    }

    private static ServiceBusReceivedMessage sent(ServiceBusEndpoint endpoint, ServiceBusMessage message) {
        ServiceBusClientBuilder client = new ServiceBusClientBuilder().connectionString(endpoint.connectionString());
        try (ServiceBusSenderClient sender = client.sender().queueName("plain").buildClient();
                ServiceBusReceiverClient receiver =
                        client.receiver().queueName("plain").prefetchCount(0).buildClient()) {
            sender.sendMessage(message);
            return receiver.receiveMessages(1).stream().findFirst().orElseThrow();
        }
    }

    private static Map<String, String> forms(String... lines) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (String line : lines) {
            int equals = line.indexOf(" = ");
            forms.put(line.substring(0, equals), line.substring(equals + 3));
        }
        return forms;
    }

    private static String pattern(String form) {
        return form.startsWith("/") ? form.substring(1, form.length() - 1) : Pattern.quote(form);
    }

    private static Map<String, String> shown(Map<String, BoundValue> data) {
        return data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue() instanceof BoundValue.Json json
                                ? "<" + json.json() + ">"
                                : ((BoundValue.Text) entry.getValue()).text()));
    }
}
