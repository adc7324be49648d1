package io.aicmo.postgres.ai;

import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.postgres.sql.PgTransactions;

/** The door to this area's stores. */
public final class AiStores {
    private AiStores() {}

    public static AgentRunStore runs(PgTransactions transactions) {
        return new PgAgentRunStore(transactions);
    }
}
