package io.aicmo.app.wiring;

import io.aicmo.port.Transactions;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.postgres.crm.PgSpineStore;

/** Which spine the server is given; benchmarks compare the usual one with others in the same server. */
@FunctionalInterface
public interface SpineChoice {
    /** The spine to serve with, which may use the usual one and the transactions. */
    SpineStore choose(PgSpineStore usual, Transactions transactions);
}
