package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.FunnelStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.FunnelDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Keeps a drafted funnel as the funnel of a plan, with its stages in their order. */
public final class StoreFunnel {
    private final Transactions transactions;
    private final Records records;
    private final ChannelCatalogue channels;
    private final Ids ids;
    private final InstantSource clock;

    public StoreFunnel(
            Transactions transactions, Records records, ChannelCatalogue channels, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /** A funnel and its stages by position. */
    public record Result(Funnel funnel, List<FunnelStage> stages) {}

    /**
     * @param generation how the draft was made, or null where people made it
     * @throws io.aicmo.port.NotFound if there is no such plan
     * @throws io.aicmo.domain.shared.Rejected {@code channel.unknown} (as {@code stages/<index>/…}), {@code
     *     funnel_stage.*}, {@code text.*}
     */
    public Result handle(Actor actor, PlanId planId, FunnelDraft draft, @Nullable Generation generation) {
        for (int i = 0; i < draft.stages().size(); i++) {
            channels.checkChannels(draft.stages().get(i).channels(), "stages/" + i + "/channels");
        }
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            Plan plan = records.of(RecordTypes.PLANS).get(tx, planId);
            actor.checkWorkspace(plan.workspaceId());
            Funnel.Edit words = new Funnel.Edit(
                    plan.id(), plan.icpSegmentId(), plan.offerId(), draft.name(), draft.goal(), FunnelStatus.DRAFT);
            Funnel funnel = records.of(RecordTypes.FUNNELS)
                    .insert(tx, Funnel.drafted(new FunnelId(ids.next()), plan.workspaceId(), words, generation, now));
            List<FunnelStage> stages = IntStream.range(0, draft.stages().size())
                    .mapToObj(position -> stage(funnel, position, draft.stages().get(position), now))
                    .toList();
            records.of(RecordTypes.FUNNEL_STAGES).insertAll(tx, stages);
            return new Result(funnel, stages);
        });
    }

    private FunnelStage stage(Funnel funnel, int position, FunnelDraft.Stage stage, Instant now) {
        return FunnelStage.of(
                funnel,
                new FunnelStageId(ids.next()),
                new FunnelStage.Edit(
                        position,
                        stage.name(),
                        stage.goal(),
                        stage.description(),
                        stage.conversionTarget(),
                        stage.channels(),
                        stage.assetKinds()),
                now);
    }
}
