package io.aicmo.application.ai;

import io.aicmo.application.ai.KernelMode.Ask;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobRun;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.NewJob;
import io.aicmo.port.job.Payloads;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The queue in front of the agents: what can wait is asked by jobs, the most urgent first and a few of a tenant at the
 * same time. Who asks the same again while it waits or runs gets the same job. A job whose tenant has spent its budget
 * waits until there is one again.
 */
public final class OrchestrateAgents {
    /** One question to an agent. */
    public static final JobKind<Payload> JOB =
            JobKind.of("orchestrate-agents", Payload.class).atOnce(4);

    private final Map<String, KernelMode<?, ?>> modes = new LinkedHashMap<>();
    private final AskAgent askAgent;
    private final Transactions transactions;
    private final JobStore jobs;
    private final Ids ids;
    private final InstantSource clock;

    /** @param modes what can be asked */
    public OrchestrateAgents(
            List<KernelMode<?, ?>> modes,
            AskAgent askAgent,
            Transactions transactions,
            JobStore jobs,
            Ids ids,
            InstantSource clock) {
        modes.forEach(mode -> this.modes.put(mode.mode(), mode));
        this.askAgent = askAgent;
        this.transactions = transactions;
        this.jobs = jobs;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an agent is to be asked.
     *
     * @param input the mode's input, as JSON
     * @param requestId the HTTP request that it came with, or null
     */
    public record Payload(
            String mode,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            Map<String, Object> input,
            @Nullable String requestId) {
        /** Tells what an actor asks from everything else that is asked. */
        private String key(Actor actor) {
            String asked = String.join(
                    "\n",
                    String.valueOf(actor.id()),
                    mode,
                    workspaceId.toString(),
                    String.valueOf(campaignId),
                    input.toString());
            return UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8))
                    .toString();
        }
    }

    /**
     * A question.
     *
     * @param mode the mode that is asked, by its name
     * @param input the mode's input
     * @param place where it stands in what it came with, or empty if it is all of that
     */
    public record Question(
            String mode, WorkspaceId workspaceId, @Nullable CampaignId campaignId, Record input, String place) {}

    /**
     * Enqueues questions: all of them, or none if one cannot be asked.
     *
     * @param priority how urgent they are, or null for what their agents say
     * @param requestId the HTTP request that they came with, or null
     * @return the job of each
     * @throws Rejected {@code mode.unknown}, {@code mode.is_conversation}, and what {@link AskAgent#check} refuses; each
     *     within its question's place
     */
    public List<JobId> request(
            Actor actor, List<Question> questions, @Nullable Priority priority, @Nullable String requestId) {
        List<NewJob> wanted = questions.stream()
                .map(question -> job(actor, question, priority, requestId))
                .toList();
        return transactions.write(
                actor, tx -> wanted.stream().map(job -> jobs.enqueue(tx, job)).toList());
    }

    private NewJob job(Actor actor, Question question, @Nullable Priority priority, @Nullable String requestId) {
        KernelMode<?, ?> mode;
        try {
            mode = mode(question.mode);
            askAgent.check(actor, question.workspaceId, question.campaignId, null);
        } catch (Rejected no) {
            throw question.place.isEmpty() ? no : no.within(question.place);
        }
        Payload payload = new Payload(
                question.mode, question.workspaceId, question.campaignId, Payloads.write(question.input), requestId);
        Priority urgency = priority == null ? mode.agent().priority() : priority;
        return JOB.priority(urgency)
                .job(new JobId(ids.next()), payload, clock.instant())
                .once(payload.key(actor));
    }

    private KernelMode<?, ?> mode(String name) {
        KernelMode<?, ?> mode = KernelMode.named(modes, name);
        if (mode.isConversation()) {
            throw Rejected.field(
                    "mode", "mode.is_conversation", name + " talks with somebody who waits; ask it by its function");
        }
        return mode;
    }

    /**
     * Asks the agent of a job.
     *
     * @return what the kernel answers
     * @throws Rejected see {@link AskAgent#handle}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer
     */
    public Map<String, Object> handle(JobRun<Payload> run) {
        Payload payload = run.payload();
        return answer(run.actor(), mode(payload.mode), payload);
    }

    private <Q extends Record, A extends Record> Map<String, Object> answer(
            Actor actor, KernelMode<Q, A> mode, Payload payload) {
        Q input = Payloads.read(payload.input, mode.input());
        Ask<Q> ask = new Ask<>(payload.workspaceId, payload.campaignId, null, input, payload.requestId);
        AgentAnswer<A> answer = askAgent.handle(actor, mode, ask, Listener.silent());
        return Map.of(
                "mode", answer.mode(),
                "agent", answer.agent(),
                "model", answer.model(),
                "run_id", answer.runId().toString(),
                "output", Payloads.write(answer.output()));
    }
}
