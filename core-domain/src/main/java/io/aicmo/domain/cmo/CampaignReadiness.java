package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Violation;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a campaign can be launched: what it sells, whom it is for, time that is left, on each of its channels something
 * that was approved and a way to go out, and somebody who may be written to.
 *
 * @param today the day in the tenant's time zone
 * @param offer what it sells, or null
 * @param audience whom it is for, or null
 * @param content what was made for it
 * @param disconnected those of its channels on which nothing can go out
 * @param refusing those of its channels on which every lead that it has refuses to be contacted
 */
public record CampaignReadiness(
        Campaign campaign,
        LocalDate today,
        @Nullable Offer offer,
        @Nullable IcpSegment audience,
        List<ContentAsset> content,
        Set<String> disconnected,
        Set<String> refusing) {
    public CampaignReadiness {
        content = List.copyOf(content);
        disconnected = Set.copyOf(disconnected);
        refusing = Set.copyOf(refusing);
    }

    /** Everything that is missing, in the order of importance; empty if it is ready. */
    public List<Violation> missing() {
        List<Violation> missing = new ArrayList<>();
        if (offer == null) {
            missing.add(new Violation("campaign.without_offer", "the campaign names no offer", "offer_id"));
        } else if (offer.status() != OfferStatus.ACTIVE) {
            missing.add(new Violation(
                    "campaign.offer_not_active",
                    "the offer " + offer.name() + " is " + offer.status().word(),
                    "offer_id"));
        }
        if (audience == null) {
            missing.add(new Violation("campaign.without_audience", "the campaign names no audience", "target_icp_id"));
        }
        if (campaign.endDate() != null && campaign.endDate().isBefore(today)) {
            missing.add(
                    new Violation("campaign.is_over", "the campaign's last day was " + campaign.endDate(), "end_date"));
        }
        if (campaign.channels().isEmpty()) {
            missing.add(new Violation("campaign.without_channel", "the campaign is on no channel", "channels"));
        }
        for (int i = 0; i < campaign.channels().size(); i++) {
            checkChannel(campaign.channels().get(i), "channels/" + i, missing);
        }
        return List.copyOf(missing);
    }

    /** What goes out: the approved content on the campaign's channels. */
    public List<ContentAsset> approved() {
        return content.stream()
                .filter(asset -> asset.status().isApproved())
                .filter(asset -> campaign.channels().contains(asset.channel()))
                .toList();
    }

    private void checkChannel(String channel, String field, List<Violation> missing) {
        List<ContentAsset> made = content.stream()
                .filter(asset -> asset.channel().equals(channel))
                .toList();
        if (made.isEmpty()) {
            missing.add(new Violation(
                    "campaign.content_missing", "the campaign has no content for the channel " + channel, field));
        } else if (made.stream().noneMatch(asset -> asset.status().isApproved())) {
            missing.add(new Violation(
                    "campaign.content_not_approved",
                    "none of the campaign's content for the channel " + channel + " is approved",
                    field));
        }
        if (disconnected.contains(channel)) {
            missing.add(new Violation(
                    "campaign.channel_not_connected", "nothing can go out on the channel " + channel, field));
        }
        if (refusing.contains(channel)) {
            missing.add(new Violation(
                    "campaign.consent_missing",
                    "nobody in the campaign may be contacted on the channel " + channel,
                    field));
        }
    }
}
