package dev.fides.contracts;

/** A REST target that gives the ids. */
class RestTargetWithItsOwnIdsContractTest extends RestTargetContractTest {

    @Override
    String ids() {
        return RestSyncs.ASSIGNS_IDS;
    }

    @Override
    protected boolean assignsIds() {
        return true;
    }
}
