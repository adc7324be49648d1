package io.aicmo.http.cmo;

import io.aicmo.application.cmo.Parts;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.FunnelStatus;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Funnels and their stages. */
public final class FunnelRoutes {
    private final Hexagon hexagon;

    public FunnelRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks for a funnel of a workspace. */
    record NewFunnel(
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId icpSegmentId,
            @Nullable OfferId offerId,
            String name,
            @Nullable String goal) {
        Funnel.Edit words() {
            return new Funnel.Edit(planId, icpSegmentId, offerId, name, goal, FunnelStatus.DRAFT);
        }
    }

    /** Asks for a stage of the funnel in the path. */
    record NewStageOfFunnel(
            int position,
            String name,
            String goal,
            @Nullable String description,
            BigDecimal conversionTarget,
            @Nullable List<String> channels,
            @Nullable List<AssetKind> assetKinds) {
        FunnelStage.Edit words() {
            return new FunnelStage.Edit(
                    position,
                    name,
                    goal,
                    description,
                    conversionTarget,
                    Objects.requireNonNullElse(channels, List.of()),
                    Objects.requireNonNullElse(assetKinds, List.of()));
        }
    }

    /** Asks for a stage of a funnel. */
    record NewStage(
            FunnelId funnelId,
            int position,
            String name,
            String goal,
            @Nullable String description,
            BigDecimal conversionTarget,
            @Nullable List<String> channels,
            @Nullable List<AssetKind> assetKinds) {
        FunnelStage.Edit words() {
            return new NewStageOfFunnel(position, name, goal, description, conversionTarget, channels, assetKinds)
                    .words();
        }
    }

    public List<Route> routes() {
        Resource<FunnelId, Funnel, Funnel> funnels = funnels();
        List<Route> routes = new ArrayList<>(funnels.routes());
        routes.addAll(stages(funnels).routes());
        return routes;
    }

    private Resource<FunnelId, Funnel, Funnel> funnels() {
        return Resource.of(hexagon, RecordTypes.FUNNELS, FunnelId.class, Funnel.class, funnel -> funnel)
                .readable(Permission.MARKETING_READ)
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewFunnel.class,
                        (tx, draft) -> Funnel.drafted(
                                new FunnelId(hexagon.ids().next()),
                                draft.workspaceId,
                                draft.words(),
                                null,
                                hexagon.clock().instant()))
                .editable(
                        Permission.MARKETING_WRITE,
                        Funnel.Edit.class,
                        Funnel::edit,
                        (funnel, edit) -> funnel.edited(edit, hexagon.clock().instant()))
                .<Funnel.Edit>versioned(
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        (now, old) -> old.edit().with(now.status()))
                .deletable(Permission.MARKETING_WRITE);
    }

    private Resource<FunnelStageId, FunnelStage, FunnelStage> stages(Resource<FunnelId, Funnel, Funnel> funnels) {
        return Resource.of(hexagon, RecordTypes.FUNNEL_STAGES, FunnelStageId.class, FunnelStage.class, stage -> stage)
                .readable(Permission.MARKETING_READ)
                .below(
                        funnels,
                        "stages",
                        "funnelId",
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        NewStageOfFunnel.class,
                        (tx, funnel, draft) -> stage(tx, funnel, draft.words()))
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewStage.class,
                        (tx, draft) -> stage(tx, draft.funnelId, draft.words()))
                .revisable(Permission.MARKETING_WRITE, FunnelStage.Edit.class, FunnelStage::edit, this::edited)
                .<FunnelStage.Edit>versioned(
                        Permission.MARKETING_READ, Permission.MARKETING_WRITE, (now, old) -> old.edit())
                .deletable(Permission.MARKETING_WRITE, this::checkName);
    }

    private FunnelStage stage(Tx tx, FunnelId id, FunnelStage.Edit words) {
        hexagon.channels().checkChannels(words.channels(), "channels");
        FunnelStage stage = FunnelStage.of(
                funnel(tx, id),
                new FunnelStageId(hexagon.ids().next()),
                words,
                hexagon.clock().instant());
        checkName(tx, stage);
        return stage;
    }

    private FunnelStage edited(Tx tx, FunnelStage stage, FunnelStage.Edit edit) {
        hexagon.channels().checkChannels(edit.channels(), "channels");
        FunnelStage edited = stage.edited(edit, hexagon.clock().instant());
        if (!edited.name().equals(stage.name())) {
            checkName(tx, edited);
        }
        return edited;
    }

    private void checkName(Tx tx, FunnelStage stage) {
        FunnelId funnel = funnel(tx, stage.funnelId()).id();
        stage.checkName(Parts.of(tx, hexagon.records(), RecordTypes.FUNNEL_STAGES, "funnelId", funnel, "position"));
    }

    /** The funnel, whose stages nobody else names until the transaction ends. */
    private Funnel funnel(Tx tx, FunnelId id) {
        try {
            return hexagon.records().of(RecordTypes.FUNNELS).lock(tx, id);
        } catch (NotFound e) {
            throw Rejected.field("funnel_id", "funnel.unknown", "there is no funnel " + id);
        }
    }
}
