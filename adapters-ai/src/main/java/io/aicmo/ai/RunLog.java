package io.aicmo.ai;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.ai.AgentRun.Status;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.TokenCount;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down how every run ended, however it did; and that it is under way, so that it ends even if this process dies. */
final class RunLog {
    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

    private final AgentRunStore runs;
    private final Ids ids;
    private final InstantSource clock;

    RunLog(AgentRunStore runs, Ids ids, InstantSource clock) {
        this.runs = runs;
        this.ids = ids;
        this.clock = clock;
    }

    /** A run that is under way. Used by one thread. */
    static final class Entry {
        private final Actor actor;
        private final AgentRequest<?, ?> request;
        private final AgentRunId id;
        private final String input;
        private final Instant startedAt;
        private final long begun = System.nanoTime();
        private final Expense expense = new Expense();
        private String model;
        private @Nullable String fallback;

        private Entry(Actor actor, AgentRequest<?, ?> request, AgentRunId id, String model, Instant startedAt) {
            this.actor = actor;
            this.request = request;
            this.id = id;
            this.input = Json.text(request.input());
            this.model = model;
            this.startedAt = startedAt;
        }

        /** What the agent is told, as JSON. */
        String input() {
            return input;
        }

        /** The model has answered, well or not. */
        void answered(Reply reply) {
            model = reply.model();
            expense.add(reply);
        }

        /** The playbook takes the model's place. */
        void fellBack(AiFailure failure) {
            model = AgentRun.OFFLINE_PLAYBOOK;
            fallback = failure.getMessage();
        }

        <O extends Record> AgentAnswer<O> answer(O output) {
            Agent<?, ?> agent = request.agent();
            return new AgentAnswer<>(
                    agent.name(),
                    agent.mode(),
                    model,
                    id,
                    output,
                    agent.promptVersion(),
                    expense.tokens(),
                    expense.costUsd());
        }

        /** As it was when it began; read on another thread, so without what changes. */
        private AgentRun underWay(String asked) {
            return run(asked, Status.RUNNING, null, null, null, null, 0);
        }

        private AgentRun ended(Status status, @Nullable String output, @Nullable String error) {
            long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
            return run(model, status, output, error, expense.tokens(), expense.costUsd(), took);
        }

        private AgentRun run(
                String asked,
                Status status,
                @Nullable String output,
                @Nullable String error,
                @Nullable TokenCount tokens,
                @Nullable BigDecimal cost,
                long took) {
            Agent<?, ?> agent = request.agent();
            return new AgentRun(
                            id,
                            request.workspaceId(),
                            request.campaignId(),
                            agent.name(),
                            agent.mode(),
                            agent.priority(),
                            agent.promptVersion(),
                            asked,
                            input,
                            output,
                            tokens == null ? null : tokens.input(),
                            tokens == null ? null : tokens.output(),
                            cost,
                            status,
                            error,
                            took,
                            actor.kind().name().toLowerCase(Locale.ROOT),
                            actor.id(),
                            request.requestId(),
                            startedAt)
                    .redacted();
        }
    }

    Entry begin(Actor actor, AgentRequest<?, ?> request, String model) {
        Entry entry = new Entry(actor, request, new AgentRunId(ids.next()), model, clock.instant());
        runs.begin(actor.tenant(), entry.id, () -> entry.underWay(model));
        return entry;
    }

    /** @throws io.aicmo.port.Unavailable if it cannot be written down; then there is no answer either */
    void succeeded(Entry entry, Record output) {
        runs.keep(entry.actor.tenant(), entry.ended(Status.SUCCEEDED, Json.text(output), entry.fallback));
    }

    /** The failure is what the caller has to learn, also where it cannot be written down. */
    void failed(Entry entry, Throwable failure) {
        Status status = failure instanceof AiFailure.Cancelled ? Status.CANCELLED : Status.FAILED;
        try {
            runs.keep(entry.actor.tenant(), entry.ended(status, null, reason(failure)));
        } catch (RuntimeException e) {
            LOG.error("run {} of {} could not be written down", entry.id, entry.request.agent(), e);
            failure.addSuppressed(e);
        }
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return (failure instanceof AiFailure || failure instanceof Rejected) && message != null
                ? message
                : "internal error: " + failure.getClass().getSimpleName();
    }
}
