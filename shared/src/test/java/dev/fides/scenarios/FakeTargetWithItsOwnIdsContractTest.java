package dev.fides.scenarios;

/** A fake target that gives the ids. */
class FakeTargetWithItsOwnIdsContractTest extends FakeTargetContractTest {

    @Override
    protected boolean assignsIds() {
        return true;
    }
}
