package dev.fides.local.functionhost.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fides.local.functionhost.app.BoundValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageBindingDataTest {

    @Test
    void members_of_a_json_body_replace_metadata_of_the_same_name() {
        Map<String, BoundValue> data = MessageBindingData.ofManualRun("""
                {"messageId": "mine", "DELIVERYCOUNT": 7, "lane": 3, "keys": [1]}
                """);

        assertThat(data)
                .containsEntry("MessageId", new BoundValue.Text("mine"))
                .containsEntry("DeliveryCount", new BoundValue.Text("7"))
                .containsEntry("lane", new BoundValue.Text("3"))
                .containsEntry("SequenceNumber", new BoundValue.Json("-1"))
                .doesNotContainKeys("messageId", "DELIVERYCOUNT", "keys");
    }

    @Test
    void a_body_that_is_no_object_replaces_nothing() {
        assertThat(MessageBindingData.ofManualRun("[{\"DeliveryCount\": 7}]"))
                .containsEntry("DeliveryCount", new BoundValue.Json("1"));
    }
}
