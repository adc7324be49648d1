package io.aicmo.postgres.ai;

import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.postgres.sql.PgTransactions;
import java.time.Duration;

/** The door to this area's stores. */
public final class AiStores {
    private AiStores() {}

    public static AgentRunStore runs(PgTransactions transactions) {
        return new PgAgentRunStore(transactions);
    }

    /**
     * Runs that are seen to at another pace.
     *
     * @param moment runs that last longer are seen while they are under way
     * @param seen how often it is said that they still are
     * @param lost runs of which that was not said for so long are interrupted
     */
    public static AgentRunStore runs(PgTransactions transactions, Duration moment, Duration seen, Duration lost) {
        return new PgAgentRunStore(transactions, moment, seen, lost);
    }
}
