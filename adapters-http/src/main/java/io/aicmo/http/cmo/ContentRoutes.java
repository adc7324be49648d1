package io.aicmo.http.cmo;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pieces of content and their variants. */
public final class ContentRoutes {
    private final Hexagon hexagon;

    public ContentRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Asks for a piece of content of a campaign. */
    record NewContentAsset(
            CampaignId campaignId,
            @Nullable FunnelStageId funnelStageId,
            AssetKind kind,
            String channel,
            @Nullable Integer position,
            @Nullable Integer delayHours,
            String title,
            @Nullable String subject,
            @Size(min = 1, max = ContentAsset.MAX_BODY) String body,
            @Nullable Map<String, Object> details) {
        ContentAsset.Words words() {
            return new ContentAsset.Words(
                    funnelStageId,
                    kind,
                    channel,
                    Objects.requireNonNullElse(position, 0),
                    Objects.requireNonNullElse(delayHours, 0),
                    title,
                    subject,
                    body,
                    Objects.requireNonNullElse(details, Map.of()));
        }
    }

    /** What may be changed about a piece of content; the status moves along its machine. */
    record ContentAssetChange(
            @Nullable FunnelStageId funnelStageId,
            AssetKind kind,
            String channel,
            int position,
            int delayHours,
            String title,
            @Nullable String subject,
            @Size(min = 1, max = ContentAsset.MAX_BODY) String body,
            Map<String, Object> details,
            AssetStatus status,
            @Nullable Instant scheduledAt) {
        static ContentAssetChange of(ContentAsset asset) {
            return new ContentAssetChange(
                    asset.funnelStageId(),
                    asset.kind(),
                    asset.channel(),
                    asset.position(),
                    asset.delayHours(),
                    asset.title(),
                    asset.subject(),
                    asset.body(),
                    asset.details(),
                    asset.status(),
                    asset.scheduledAt());
        }

        ContentAssetChange standing(AssetStatus at, @Nullable Instant until) {
            return new ContentAssetChange(
                    funnelStageId, kind, channel, position, delayHours, title, subject, body, details, at, until);
        }

        ContentAsset.Edit edit() {
            return new ContentAsset.Edit(
                    new ContentAsset.Words(
                            funnelStageId, kind, channel, position, delayHours, title, subject, body, details),
                    status,
                    scheduledAt);
        }
    }

    /** Asks for a variant of the piece of content in the path. */
    record NewVariantOfAsset(
            String label,
            @Nullable Integer weight,
            @Nullable String title,
            @Nullable String subject,
            @Size(min = 1, max = ContentAsset.MAX_BODY) String body,
            @Nullable Map<String, Object> details) {
        ContentVariant.Edit words() {
            return new ContentVariant.Edit(
                    label,
                    Objects.requireNonNullElse(weight, 50),
                    title,
                    subject,
                    body,
                    Objects.requireNonNullElse(details, Map.of()));
        }
    }

    /** Asks for a variant of a piece of content. */
    record NewVariant(
            ContentAssetId contentAssetId,
            String label,
            @Nullable Integer weight,
            @Nullable String title,
            @Nullable String subject,
            @Size(min = 1, max = ContentAsset.MAX_BODY) String body,
            @Nullable Map<String, Object> details) {
        ContentVariant.Edit words() {
            return new NewVariantOfAsset(label, weight, title, subject, body, details).words();
        }
    }

    /** What may be changed about a variant. */
    record VariantChange(
            String label,
            int weight,
            @Nullable String title,
            @Nullable String subject,
            @Size(min = 1, max = ContentAsset.MAX_BODY) String body,
            Map<String, Object> details) {
        static VariantChange of(ContentVariant variant) {
            return new VariantChange(
                    variant.label(),
                    variant.weight(),
                    variant.title(),
                    variant.subject(),
                    variant.body(),
                    variant.details());
        }

        ContentVariant.Edit edit() {
            return new ContentVariant.Edit(label, weight, title, subject, body, details);
        }
    }

    public List<Route> routes() {
        Resource<ContentAssetId, ContentAsset, ContentAsset> assets = assets();
        List<Route> routes = new ArrayList<>(assets.routes());
        routes.addAll(variants(assets).routes());
        return routes;
    }

    private Resource<ContentAssetId, ContentAsset, ContentAsset> assets() {
        return Resource.of(
                        hexagon, RecordTypes.CONTENT_ASSETS, ContentAssetId.class, ContentAsset.class, asset -> asset)
                .readable(Permission.MARKETING_READ)
                .keeping(Permission.MARKETING_WRITE, NewContentAsset.class, this::draft)
                .editable(Permission.MARKETING_WRITE, ContentAssetChange.class, ContentAssetChange::of, this::edited)
                .<ContentAssetChange>versioned(
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        (now, old) -> ContentAssetChange.of(old).standing(now.status, now.scheduledAt))
                .deletable(Permission.MARKETING_WRITE);
    }

    private Resource<ContentVariantId, ContentVariant, ContentVariant> variants(
            Resource<ContentAssetId, ContentAsset, ContentAsset> assets) {
        return Resource.of(
                        hexagon,
                        RecordTypes.CONTENT_VARIANTS,
                        ContentVariantId.class,
                        ContentVariant.class,
                        variant -> variant)
                .readable(Permission.MARKETING_READ)
                .below(
                        assets,
                        "variants",
                        "contentAssetId",
                        Permission.MARKETING_READ,
                        Permission.MARKETING_WRITE,
                        NewVariantOfAsset.class,
                        (tx, asset, draft) -> variant(tx, asset, draft.words()))
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewVariant.class,
                        (tx, draft) -> variant(tx, draft.contentAssetId, draft.words()))
                .revisable(
                        Permission.MARKETING_WRITE,
                        VariantChange.class,
                        VariantChange::of,
                        (tx, variant, change) -> variant.edited(
                                asset(tx, variant.contentAssetId()),
                                change.edit(),
                                hexagon.clock().instant()))
                .<VariantChange>versioned(
                        Permission.MARKETING_READ, Permission.MARKETING_WRITE, (now, old) -> VariantChange.of(old))
                .deletable(Permission.MARKETING_WRITE, this::checkOpen, this::checkOpen);
    }

    private ContentAsset draft(Tx tx, NewContentAsset draft) {
        Campaign campaign = hexagon.records()
                .of(RecordTypes.CAMPAIGNS)
                .find(tx, draft.campaignId)
                .orElseThrow(() ->
                        Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + draft.campaignId));
        checkChannel(draft.kind, draft.channel);
        return ContentAsset.drafted(
                campaign,
                new ContentAssetId(hexagon.ids().next()),
                draft.words(),
                null,
                hexagon.clock().instant());
    }

    private ContentAsset edited(ContentAsset asset, ContentAssetChange change) {
        checkChannel(change.kind, change.channel);
        return asset.edited(change.edit(), hexagon.clock().instant());
    }

    private void checkChannel(AssetKind kind, String channel) {
        if (kind.needsDeclaredChannel()) {
            hexagon.channels().checkChannel(channel, "channel");
        }
    }

    private ContentVariant variant(Tx tx, ContentAssetId id, ContentVariant.Edit words) {
        return ContentVariant.of(
                asset(tx, id),
                new ContentVariantId(hexagon.ids().next()),
                words,
                null,
                hexagon.clock().instant());
    }

    /** Checks that a variant may come or go: it was approved with its content. */
    private void checkOpen(Tx tx, ContentVariant variant) {
        asset(tx, variant.contentAssetId()).checkOpen();
    }

    /** The content, which nobody approves until the transaction ends. */
    private ContentAsset asset(Tx tx, ContentAssetId id) {
        try {
            return hexagon.records().of(RecordTypes.CONTENT_ASSETS).lock(tx, id);
        } catch (NotFound e) {
            throw Rejected.field("content_asset_id", "content_asset.unknown", "there is no content asset " + id);
        }
    }
}
