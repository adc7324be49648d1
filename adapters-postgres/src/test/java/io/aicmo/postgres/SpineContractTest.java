package io.aicmo.postgres;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.SpineStoreContract;
import org.junit.jupiter.api.Nested;

/** What the spine promises, kept as the application's role and past row security. */
class SpineContractTest {
    @Nested
    class AsTheApplication implements SpineStoreContract {
        @Override
        public Adapter adapter() {
            return new PostgresAdapter(TestDatabase.postgres());
        }
    }

    @Nested
    class PastRowSecurity implements SpineStoreContract {
        @Override
        public Adapter adapter() {
            return new PostgresAdapter(TestDatabase.pastRowSecurity());
        }
    }
}
