package io.aicmo.http.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.shared.CampaignChannelId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How campaigns use their channels. */
public final class CampaignChannelRoutes {
    private final Hexagon hexagon;

    public CampaignChannelRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
    }

    /** Says how a campaign uses one of its channels. */
    record NewCampaignChannel(
            CampaignId campaignId,
            String channel,
            @Nullable String cadence,
            @Nullable String audience,
            @Nullable Money budget,
            @Nullable Boolean connected,
            @Nullable Map<String, Object> settings) {
        CampaignChannel.Edit words() {
            return new CampaignChannel.Edit(
                    cadence,
                    audience,
                    budget,
                    Objects.requireNonNullElse(connected, true),
                    Objects.requireNonNullElse(settings, Map.of()));
        }
    }

    public List<Route> routes() {
        return Resource.of(
                        hexagon,
                        RecordTypes.CAMPAIGN_CHANNELS,
                        CampaignChannelId.class,
                        CampaignChannel.class,
                        channel -> channel)
                .readable(Permission.MARKETING_READ)
                .keeping(Permission.MARKETING_WRITE, NewCampaignChannel.class, this::make)
                .editable(
                        Permission.MARKETING_WRITE,
                        CampaignChannel.Edit.class,
                        CampaignChannel::edit,
                        (channel, edit) -> channel.edited(edit, hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE)
                .routes();
    }

    private CampaignChannel make(Tx tx, NewCampaignChannel draft) {
        Campaign campaign = hexagon.records()
                .of(RecordTypes.CAMPAIGNS)
                .find(tx, draft.campaignId)
                .orElseThrow(() ->
                        Rejected.field("campaign_id", "campaign.unknown", "there is no campaign " + draft.campaignId));
        return CampaignChannel.of(
                campaign,
                new CampaignChannelId(hexagon.ids().next()),
                draft.channel,
                draft.words(),
                hexagon.clock().instant());
    }
}
