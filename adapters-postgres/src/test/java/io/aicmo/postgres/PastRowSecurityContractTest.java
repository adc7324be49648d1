package io.aicmo.postgres;

/** As a role that row security does not hold, so that a statement which forgets the tenant cannot hide behind it. */
class PastRowSecurityContractTest extends Contracts {
    @Override
    Postgres postgres() {
        return TestDatabase.pastRowSecurity();
    }
}
