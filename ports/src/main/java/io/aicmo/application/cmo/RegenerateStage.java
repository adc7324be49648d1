package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has one stage of a funnel drafted anew, and leaves the others as they are. Its place in the funnel stays; what it said is
 * a version that can be brought back.
 */
public final class RegenerateStage {
    private final Transactions transactions;
    private final Records records;
    private final DraftFunnel draftFunnel;
    private final InstantSource clock;

    public RegenerateStage(Transactions transactions, Records records, DraftFunnel draftFunnel, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.draftFunnel = draftFunnel;
        this.clock = clock;
    }

    private record Place(FunnelStage stage, Funnel funnel) {}

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such stage
     * @throws io.aicmo.domain.shared.Rejected {@code brand_profile.missing}, {@code icp_segment.*}, {@code offer.*}, {@code
     *     text.*}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public FunnelStage handle(Actor actor, FunnelStageId id, @Nullable String brief, @Nullable String requestId) {
        Place place = transactions.read(actor, tx -> {
            FunnelStage found = records.of(RecordTypes.FUNNEL_STAGES).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            return new Place(found, records.of(RecordTypes.FUNNELS).get(tx, found.funnelId()));
        });
        Funnel funnel = place.funnel;
        AgentAnswer<FunnelDraft> answer = draftFunnel.answer(
                actor,
                new KernelMode.Ask<>(
                        funnel.workspaceId(),
                        null,
                        null,
                        new DraftFunnel.Wish(funnel.planId(), funnel.icpSegmentId(), funnel.offerId(), null, brief),
                        requestId),
                Listener.waiting(Listener.PATIENCE));
        FunnelDraft.Stage drafted = inItsPlace(answer.output().stages(), place.stage);
        return transactions.write(actor, tx -> {
            RecordStore<FunnelStageId, FunnelStage> stages = records.of(RecordTypes.FUNNEL_STAGES);
            FunnelStage now = stages.lock(tx, id);
            return stages.update(tx, now.edited(words(now, drafted), clock.instant()));
        });
    }

    /** What was drafted under its name, else at its place, else last. */
    private static FunnelDraft.Stage inItsPlace(List<FunnelDraft.Stage> drafted, FunnelStage stage) {
        return drafted.stream()
                .filter(one -> one.name().equalsIgnoreCase(stage.name()))
                .findFirst()
                .orElseGet(() -> drafted.get(Math.min(stage.position(), drafted.size() - 1)));
    }

    private static FunnelStage.Edit words(FunnelStage stage, FunnelDraft.Stage drafted) {
        return new FunnelStage.Edit(
                stage.position(),
                drafted.name(),
                drafted.goal(),
                drafted.description(),
                drafted.conversionTarget(),
                drafted.channels(),
                drafted.assetKinds());
    }
}
