package io.aicmo.postgres;

/** As the application's role, held by row security. */
class ContractTest extends Contracts {
    @Override
    Postgres postgres() {
        return TestDatabase.postgres();
    }
}
