package io.aicmo.application.cmo;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.SummaryPlaybook;
import io.aicmo.domain.cmo.Unit;
import io.aicmo.domain.cmo.WeekReview;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.shared.Money;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.cmo.SummaryWriter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who puts a week's figures into words. */
public final class SummaryWriters {
    private SummaryWriters() {}

    /** Words by rules alone. */
    public static SummaryWriter playbook() {
        return (actor, subject, review) -> new SummaryWriter.Written(
                SummaryPlaybook.of(review),
                new Generation(
                        CmoAgents.WEEKLY_SUMMARY.name(),
                        CmoAgents.WEEKLY_SUMMARY.promptVersion(),
                        AgentRun.OFFLINE_PLAYBOOK,
                        null,
                        null));
    }

    /** Words by the agent that is declared for it. */
    public static SummaryWriter agent(Agents agents) {
        return (actor, subject, review) -> {
            SummaryInput input = new SummaryInput(
                    subject.name(), review.week().monday(), review.week().sunday(), figures(review));
            AgentAnswer<SummaryWording> answer = agents.run(
                    actor,
                    new AgentRequest<>(
                            CmoAgents.WEEKLY_SUMMARY, input, subject.workspaceId(), null, subject.requestId()),
                    Listener.waiting(Listener.PATIENCE));
            return new SummaryWriter.Written(
                    answer.output(),
                    new Generation(
                            answer.agent(),
                            answer.promptVersion(),
                            answer.model(),
                            cost(answer.costUsd()),
                            answer.runId()));
        };
    }

    private static @Nullable Money cost(@Nullable BigDecimal usd) {
        return usd == null ? null : new Money(usd.setScale(Money.DECIMALS, RoundingMode.HALF_UP), "USD");
    }

    /** The figures as the agent is told them: shares as per cent, and counts in their own unit. */
    private static List<Figure> figures(WeekReview review) {
        return review.figures().stream()
                .map(figure -> new Figure(
                        figure.metric().word(),
                        unit(review, figure.metric()),
                        told(figure.metric(), figure.thisWeek()),
                        told(figure.metric(), figure.lastWeek()),
                        told(figure.metric(), figure.target())))
                .toList();
    }

    private static @Nullable BigDecimal told(Metric metric, @Nullable BigDecimal value) {
        return value == null || metric.unit() != Unit.SHARE ? value : value.movePointRight(2);
    }

    private static String unit(WeekReview review, Metric metric) {
        return switch (metric.unit()) {
            case COUNT -> metric.word().replace('_', ' ');
            case MONEY -> review.currency() == null ? "money" : review.currency();
            case SHARE, PER_CENT -> "%";
            case RATIO -> "times";
        };
    }
}
