package io.aicmo.ai;

import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.TokenCount;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What the answers of one run took, all together. What is not known of one is not known of all. */
final class Expense {
    private @Nullable TokenCount tokens = new TokenCount(0, 0);
    private @Nullable BigDecimal cost = BigDecimal.ZERO;
    private boolean anything;

    void add(Reply reply) {
        anything = true;
        tokens = tokens == null || reply.tokens() == null ? null : tokens.plus(reply.tokens());
        cost = cost == null || reply.costUsd() == null ? null : cost.add(reply.costUsd());
    }

    @Nullable
    TokenCount tokens() {
        return anything ? tokens : null;
    }

    @Nullable
    BigDecimal costUsd() {
        return anything ? cost : null;
    }
}
