package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.ai.AgentAnswer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What is kept about how an agent made something. */
final class Generations {
    private static final String DOLLARS = "USD";

    private Generations() {}

    static Generation of(AgentAnswer<?> answer) {
        return new Generation(
                answer.agent(), answer.promptVersion(), answer.model(), cost(answer.costUsd()), answer.runId());
    }

    static @Nullable Money cost(@Nullable BigDecimal dollars) {
        return dollars == null ? null : new Money(dollars.setScale(Money.DECIMALS, RoundingMode.UP), DOLLARS);
    }
}
