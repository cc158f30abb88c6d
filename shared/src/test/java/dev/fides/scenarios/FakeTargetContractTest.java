package dev.fides.scenarios;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fides.target.TargetStore;
import dev.fides.testkit.TargetStoreContract;
import java.util.Optional;

/** What the scenarios prove holds for real targets only if the fake is like them. */
class FakeTargetContractTest extends TargetStoreContract {

    private final FakeTarget target = new FakeTarget();

    FakeTargetContractTest() {
        target.listable();
    }

    @Override
    protected TargetStore store() {
        return target;
    }

    @Override
    protected Optional<JsonNode> held(String id) {
        return Optional.ofNullable(target.documents().get(id));
    }

    /** The fake refuses by key: the second document of the test is the one. */
    @Override
    protected boolean refuse() {
        target.refuse(key(2).value());
        return true;
    }

    @Override
    protected boolean breakService() {
        target.down();
        return true;
    }
}
