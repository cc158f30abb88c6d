package dev.fides.functions.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthIT {

    @Test
    void the_app_is_healthy_only_while_cosmos_db_and_service_bus_answer() throws Exception {
        try (Machine machine = Machine.start("health", 1)) {
            Api api = machine.startFunctions();
            assertThat(api.get("health").json().path("status").asText()).isEqualTo("ok");
            assertThat(api.send("HEAD", "health", "").status()).isEqualTo(200);

            machine.stopServiceBus();
            requireUnavailable(api, "serviceBus", "cosmos");
            machine.startServiceBus();
            Poll.untilTrue("healthy with Service Bus again", api::isHealthy);

            machine.stopCosmos();
            requireUnavailable(api, "cosmos", "serviceBus");
        }
    }

    @Test
    void an_app_that_starts_before_cosmos_db_is_unavailable_until_it_is_there() throws Exception {
        try (Machine machine = Machine.start("early", 1)) {
            machine.stopCosmos();
            Api api = machine.startFunctionsUnchecked();

            Reply early = api.get("health");
            assertThat(early.status()).as("%s", early).isEqualTo(503);
            assertThat(early.json().at("/checks/cosmos").asText()).isNotBlank().isNotEqualTo("ok");

            machine.startCosmos();
            Poll.untilTrue("healthy with Cosmos DB", api::isHealthy);
        }
    }

    private static void requireUnavailable(Api api, String away, String there) {
        Reply reply = api.awaitUnhealthy();
        assertThat(reply.json().path("status").asText()).isEqualTo("unavailable");
        assertThat(reply.json().at("/checks/" + away).asText()).isNotBlank().isNotEqualTo("ok");
        assertThat(reply.json().at("/checks/" + there).asText()).isEqualTo("ok");
        assertThat(reply.text()).doesNotContain("AccountKey").doesNotContain("SharedAccessKey");
    }
}
