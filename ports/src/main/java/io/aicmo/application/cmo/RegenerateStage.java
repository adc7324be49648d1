package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.Listener;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Has one stage of a funnel drafted anew, and leaves the others as they are. Its place in the funnel stays; what it said is
 * a version that can be brought back.
 */
public final class RegenerateStage {
    private final Transactions transactions;
    private final Records records;
    private final DraftFunnel draftFunnel;
    private final ChannelCatalogue channels;
    private final InstantSource clock;

    public RegenerateStage(
            Transactions transactions,
            Records records,
            DraftFunnel draftFunnel,
            ChannelCatalogue channels,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.draftFunnel = draftFunnel;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Never called inside a transaction, because the agent may take minutes.
     *
     * @param brief what shall be otherwise, or null
     * @param requestId the HTTP request, or null
     * @throws io.aicmo.port.NotFound if there is no such stage
     * @throws Rejected {@code funnel_stage.not_drafted} if the agent thought of nothing but the other stages, {@code
     *     channel.unknown}, {@code brand_profile.missing}, {@code icp_segment.*}, {@code offer.*}, {@code text.*}
     * @throws io.aicmo.port.ai.AiFailure if there is no usable answer; nothing is changed then
     */
    public FunnelStage handle(Actor actor, FunnelStageId id, @Nullable String brief, @Nullable String requestId) {
        Funnel funnel = transactions.read(actor, tx -> {
            FunnelStage found = records.of(RecordTypes.FUNNEL_STAGES).get(tx, id);
            actor.checkWorkspace(found.workspaceId());
            return records.of(RecordTypes.FUNNELS).get(tx, found.funnelId());
        });
        AgentAnswer<FunnelDraft> answer = draftFunnel.answer(
                actor,
                new KernelMode.Ask<>(
                        funnel.workspaceId(),
                        null,
                        null,
                        new DraftFunnel.Wish(funnel.planId(), funnel.icpSegmentId(), funnel.offerId(), null, brief),
                        requestId),
                Listener.waiting(Listener.PATIENCE));
        return transactions.write(actor, tx -> kept(tx, funnel, id, answer.output()));
    }

    private FunnelStage kept(Tx tx, Funnel funnel, FunnelStageId id, FunnelDraft draft) {
        records.of(RecordTypes.FUNNELS).lock(tx, funnel.id());
        FunnelStage now = records.of(RecordTypes.FUNNEL_STAGES).lock(tx, id);
        FunnelDraft.Stage drafted = draft.inPlaceOf(
                        now, Parts.of(tx, records, RecordTypes.FUNNEL_STAGES, "funnelId", funnel.id(), "position"))
                .orElseThrow(() -> Rejected.of(
                        "funnel_stage.not_drafted",
                        "nothing was drafted that the funnel does not have; the stage stays as it is"));
        channels.checkChannels(drafted.channels(), "channels");
        return records.of(RecordTypes.FUNNEL_STAGES).update(tx, now.edited(words(now, drafted), clock.instant()));
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
