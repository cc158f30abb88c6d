package dev.fides.scenarios;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.host.HostStore;
import dev.fides.model.RecordKey;
import dev.fides.testkit.HostStoreContract;

/** What the scenarios prove holds for real hosts only if the fake is like them. */
class FakeHostContractTest extends HostStoreContract {

    private final FakeHost host = new FakeHost(PAGE);

    @Override
    protected HostStore store() {
        return host;
    }

    @Override
    protected void put(RecordKey key, ObjectNode record) {
        host.put(key.value(), record.path("value").asText());
    }

    @Override
    protected void remove(RecordKey key) {
        host.remove(key.value());
    }

    @Override
    protected boolean breakService() {
        host.down();
        return true;
    }
}
