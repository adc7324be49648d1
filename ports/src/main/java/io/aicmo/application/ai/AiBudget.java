package io.aicmo.application.ai;

import io.aicmo.domain.ai.MonthlyBudget;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.AiFailure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps each tenant's agents within its monthly budget, by what the log of runs says they cost. The sum is believed for
 * {@link #BELIEVED}; what runs meanwhile may go beyond the budget.
 */
public final class AiBudget {
    static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final int REMEMBERED = 10_000;

    private final MonthlyBudget budget;
    private final Transactions transactions;
    private final AgentRunStore runs;
    private final InstantSource clock;
    private final Map<TenantId, Spent> known = new ConcurrentHashMap<>();

    /** What a tenant had spent at some time. */
    private record Spent(BigDecimal usd, Instant at) {
        boolean isBelieved(Instant now) {
            return now.isBefore(at.plus(BELIEVED)) && MonthlyBudget.monthOf(at).equals(MonthlyBudget.monthOf(now));
        }
    }

    public AiBudget(MonthlyBudget budget, Transactions transactions, AgentRunStore runs, InstantSource clock) {
        this.budget = budget;
        this.transactions = transactions;
        this.runs = runs;
        this.clock = clock;
    }

    /** @throws AiFailure.OverBudget until the next month, if the tenant's budget is spent */
    public void check(Actor actor) {
        Instant now = clock.instant();
        if (budget.isSpentBy(spent(actor, now))) {
            throw new AiFailure.OverBudget(MonthlyBudget.untilReset(now));
        }
    }

    private BigDecimal spent(Actor actor, Instant now) {
        Spent before = known.get(actor.tenant());
        if (before != null && before.isBelieved(now)) {
            return before.usd;
        }
        BigDecimal usd = transactions.read(actor, tx -> runs.costUsd(tx, MonthlyBudget.monthOf(now)));
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(actor.tenant(), new Spent(usd, now));
        return usd;
    }
}
