package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.CampaignReadiness;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.port.tenant.TenantStore;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up what a campaign needs before anything of it may go out. */
public final class Readiness {
    private final Records records;
    private final TenantStore tenants;
    private final LeadStore leads;
    private final OutboxStore outbox;
    private final InstantSource clock;

    public Readiness(Records records, TenantStore tenants, LeadStore leads, OutboxStore outbox, InstantSource clock) {
        this.records = records;
        this.tenants = tenants;
        this.leads = leads;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * The campaign with all that it needs.
     *
     * @throws Rejected with one reason for each missing part, see {@link CampaignReadiness#missing}
     */
    CampaignReadiness checked(Tx tx, Campaign campaign) {
        CampaignReadiness readiness = of(tx, campaign);
        List<Violation> missing = readiness.missing();
        if (!missing.isEmpty()) {
            throw Rejected.all(missing);
        }
        return readiness;
    }

    private CampaignReadiness of(Tx tx, Campaign campaign) {
        return new CampaignReadiness(
                campaign,
                LocalDate.ofInstant(clock.instant(), tenants.get(tx).timeZone()),
                campaign.offerId() == null
                        ? null
                        : records.of(RecordTypes.OFFERS)
                                .find(tx, campaign.offerId())
                                .orElse(null),
                campaign.targetIcpId() == null
                        ? null
                        : records.of(RecordTypes.ICP_SEGMENTS)
                                .find(tx, campaign.targetIcpId())
                                .orElse(null),
                Parts.of(tx, records, RecordTypes.CONTENT_ASSETS, "campaignId", campaign.id(), "position"),
                disconnected(tx, campaign),
                leads.refusing(tx, campaign.id(), campaign.channels()));
    }

    /** The channels on which nothing can go out: somebody says so, or every connection of them is switched off or gone. */
    private Set<String> disconnected(Tx tx, Campaign campaign) {
        Stream<String> said =
                Parts.of(tx, records, RecordTypes.CAMPAIGN_CHANNELS, "campaignId", campaign.id(), "createdAt").stream()
                        .filter(channel -> !channel.connected())
                        .map(CampaignChannel::channel);
        Stream<String> switchedOff = campaign.channels().stream()
                .filter(channel -> outbox.wasConnected(tx, channel) && !isConnected(tx, channel));
        return Stream.concat(said, switchedOff).collect(Collectors.toSet());
    }

    private boolean isConnected(Tx tx, String channel) {
        ListQuery enabled = ListQuery.newest(1).where("channel", channel).where("enabled", true);
        return !records.of(RecordTypes.CHANNEL_CONNECTIONS)
                .list(tx, enabled)
                .data()
                .isEmpty();
    }
}
