package dev.fides.contracts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.host.HostStore;
import dev.fides.model.RecordKey;
import dev.fides.testkit.HostStoreContract;
import org.junit.jupiter.api.AfterEach;

class RestHostContractTest extends HostStoreContract {

    private final RecordService service = new RecordService();
    private final HostStore store = RestSyncs.stores().hostStore(RestSyncs.definition(service, RestSyncs.UPSERT));

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected HostStore store() {
        return store;
    }

    @Override
    protected void put(RecordKey key, ObjectNode record) {
        service.put(key.value(), record);
    }

    @Override
    protected void remove(RecordKey key) {
        service.remove(key.value());
    }

    @Override
    protected boolean breakService() {
        service.close();
        return true;
    }
}
