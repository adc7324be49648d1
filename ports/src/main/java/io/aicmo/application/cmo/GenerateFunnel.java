package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import org.jspecify.annotations.Nullable;

/** Has the funnel of a plan drafted, and keeps it. */
public final class GenerateFunnel {
    private final Transactions transactions;
    private final Records records;
    private final DraftFunnel draftFunnel;
    private final StoreFunnel storeFunnel;

    public GenerateFunnel(
            Transactions transactions, Records records, DraftFunnel draftFunnel, StoreFunnel storeFunnel) {
        this.transactions = transactions;
        this.records = records;
        this.draftFunnel = draftFunnel;
        this.storeFunnel = storeFunnel;
    }

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such plan
     * @throws io.aicmo.domain.shared.Rejected {@code brand_profile.missing}, {@code icp_segment.*}, {@code offer.*}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is kept then
     */
    public StoreFunnel.Result handle(Actor actor, PlanId planId, @Nullable String requestId) {
        Plan plan = transactions.read(actor, tx -> {
            Plan found = records.of(RecordTypes.PLANS).get(tx, planId);
            actor.checkWorkspace(found.workspaceId());
            return found;
        });
        AgentAnswer<FunnelDraft> answer = draftFunnel.answer(
                actor,
                new KernelMode.Ask<>(
                        plan.workspaceId(),
                        null,
                        null,
                        new DraftFunnel.Wish(planId, null, null, null, null),
                        requestId),
                Listener.waiting(Listener.PATIENCE));
        return storeFunnel.handle(actor, planId, answer.output(), Generations.of(answer));
    }
}
