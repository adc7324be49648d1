package io.aicmo.port.contract;

/** What every contract asks of whoever implements it. */
public interface StoreContract {
    /** The adapter under test. It may be the same for all tests, and may hold other tenants' data. */
    Adapter adapter();

    /** The adapter, to make tenants in. */
    default World world() {
        return new World(adapter());
    }
}
