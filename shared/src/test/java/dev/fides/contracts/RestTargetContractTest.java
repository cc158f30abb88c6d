package dev.fides.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fides.target.TargetStore;
import dev.fides.testkit.TargetStoreContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class RestTargetContractTest extends TargetStoreContract {

    private final RecordService service = new RecordService();
    private final TargetStore store = RestSyncs.stores().targetStore(RestSyncs.definition(service, ids()));

    /** How the definition says who gives the ids. */
    String ids() {
        return RestSyncs.UPSERT;
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected TargetStore store() {
        return store;
    }

    /** The documents tell their keys, by which this service lists and finds them. */
    @Override
    protected ObjectNode document(String id, String value) {
        return super.document(id, value).put("key", "k" + id.substring(1));
    }

    @Override
    protected Optional<JsonNode> held(String id) {
        return service.held(id);
    }

    @Override
    protected boolean refuse() {
        service.refuse();
        return true;
    }

    @Override
    protected boolean breakService() {
        service.close();
        return true;
    }
}
