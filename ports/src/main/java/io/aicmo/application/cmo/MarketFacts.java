package io.aicmo.application.cmo;

import io.aicmo.application.cmo.agent.Market;
import io.aicmo.application.cmo.agent.PlanFacts;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.OfferStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.ListQuery;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gathers what agents are told about a workspace: its brand, whom it wants to reach, and what it sells. */
final class MarketFacts {
    private final Records records;
    private final ChannelCatalogue channels;

    MarketFacts(Records records, ChannelCatalogue channels) {
        this.records = records;
        this.channels = channels;
    }

    /** The workspace's brand, or empty where nobody has described it. */
    Optional<BrandProfile> brand(Tx tx, WorkspaceId workspace) {
        return newest(tx, RecordTypes.BRAND_PROFILES, workspace, Map.of());
    }

    /**
     * The market of a workspace.
     *
     * @param segment whom to reach, or null for the primary segment
     * @param offer what to sell, or null for the newest active offer, else the newest draft
     * @throws Rejected {@code brand_profile.missing}, {@code icp_segment.unknown}, {@code icp_segment.in_other_workspace},
     *     {@code offer.unknown}, {@code offer.in_other_workspace}
     */
    Market market(Tx tx, WorkspaceId workspace, @Nullable IcpSegmentId segment, @Nullable OfferId offer) {
        BrandProfile brand = brand(tx, workspace)
                .orElseThrow(() -> Rejected.field(
                        "workspace_id",
                        "brand_profile.missing",
                        "the workspace has no brand profile yet; begin with brand_intake or /v1/brand-profiles"));
        Optional<IcpSegment> audience = segment == null
                ? newest(tx, RecordTypes.ICP_SEGMENTS, workspace, Map.of("rank", IcpSegment.Rank.PRIMARY))
                : Optional.of(named(tx, RecordTypes.ICP_SEGMENTS, segment, workspace, IcpSegment::workspaceId));
        Optional<Offer> sold = offer == null
                ? newest(tx, RecordTypes.OFFERS, workspace, Map.of("status", OfferStatus.ACTIVE))
                        .or(() -> newest(tx, RecordTypes.OFFERS, workspace, Map.of("status", OfferStatus.DRAFT)))
                : Optional.of(named(tx, RecordTypes.OFFERS, offer, workspace, Offer::workspaceId));
        return new Market(
                facts(brand),
                audience.map(MarketFacts::facts).orElse(null),
                sold.map(MarketFacts::facts).orElse(null));
    }

    /** The market that a plan is for; what is named goes before what the plan says. */
    Market market(
            Tx tx,
            WorkspaceId workspace,
            @Nullable Plan plan,
            @Nullable IcpSegmentId segment,
            @Nullable OfferId offer) {
        return plan == null
                ? market(tx, workspace, segment, offer)
                : market(
                        tx,
                        workspace,
                        segment == null ? plan.icpSegmentId() : segment,
                        offer == null ? plan.offerId() : offer);
    }

    /**
     * A plan of the workspace.
     *
     * @throws Rejected {@code plan.unknown}, {@code plan.in_other_workspace}
     */
    Plan plan(Tx tx, PlanId id, WorkspaceId workspace) {
        return named(tx, RecordTypes.PLANS, id, workspace, Plan::workspaceId);
    }

    /** What agents are told about a plan. */
    static PlanFacts facts(Plan plan) {
        return new PlanFacts(
                plan.name(),
                plan.goal(),
                plan.startDate(),
                plan.endDate(),
                plan.themes().stream()
                        .map(theme -> theme.focus() == null ? theme.title() : theme.title() + ": " + theme.focus())
                        .toList());
    }

    /**
     * The channels that can be used: the wanted ones, else those of the brand that are declared, else every declared one
     * that something goes out on.
     *
     * @throws Rejected {@code channel.unknown}
     */
    List<String> usable(@Nullable List<String> wanted, Market market) {
        if (wanted != null && !wanted.isEmpty()) {
            channels.checkChannels(wanted, "channels");
            return wanted;
        }
        List<String> declared = channels.channels().stream()
                .filter(channel -> !channel.equals(Channels.CRM.name()))
                .sorted()
                .toList();
        List<String> brand =
                market.brand().channels() == null ? List.of() : market.brand().channels();
        List<String> both = declared.stream()
                .filter(channel -> brand.stream().anyMatch(name -> isSame(channel, name)))
                .toList();
        return both.isEmpty() ? declared : both;
    }

    /** Whether people mean a channel by a name: {@code E-Mail} is {@code email}, {@code a landing page} is {@code landing_page}. */
    private static boolean isSame(String channel, String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        String plain = channel.replace("_", "");
        return letters.contains(plain)
                || (plain.equals("voice") && (letters.contains("phone") || letters.contains("call")))
                || (plain.equals("sms") && letters.contains("textmessage"))
                || (plain.equals("landingpage") && letters.contains("website"));
    }

    /** What is known about a brand. */
    static BrandFacts facts(BrandProfile brand) {
        return new BrandFacts(
                brand.name(),
                brand.website(),
                brand.industry(),
                brand.stage(),
                brand.description(),
                brand.audience(),
                brand.problem(),
                brand.valueProposition(),
                brand.positioning(),
                brand.voice(),
                brand.differentiators(),
                brand.competitors(),
                brand.goals(),
                brand.guardrails(),
                brand.soundbites(),
                brand.channels(),
                brand.monthlyBudget());
    }

    private static Market.Audience facts(IcpSegment segment) {
        List<String> traits = new ArrayList<>();
        for (Map<String, Object> aspect :
                List.of(segment.demographics(), segment.psychographics(), segment.behaviours())) {
            aspect.forEach((name, value) -> traits.add(name + ": " + value));
        }
        return new Market.Audience(
                segment.name(),
                segment.tagline(),
                segment.summary(),
                traits,
                segment.marketSophistication() == null
                        ? null
                        : segment.marketSophistication().toString());
    }

    private static Market.OfferFacts facts(Offer offer) {
        return new Market.OfferFacts(
                offer.name(),
                offer.promise(),
                offer.description(),
                offer.price(),
                offer.priceTerms(),
                offer.benefits(),
                offer.guarantee(),
                offer.urgency(),
                offer.callToAction(),
                offer.url());
    }

    private <I extends Id, R extends Record & Entity<I>> Optional<R> newest(
            Tx tx, RecordType<I, R> type, WorkspaceId workspace, Map<String, Object> filters) {
        ListQuery query = ListQuery.newest(1).where("workspaceId", workspace);
        for (Map.Entry<String, Object> filter : filters.entrySet()) {
            query = query.where(filter.getKey(), filter.getValue());
        }
        return records.of(type).list(tx, query).data().stream().findFirst();
    }

    private <I extends Id, R extends Record & Entity<I>> R named(
            Tx tx, RecordType<I, R> type, I id, WorkspaceId workspace, Function<R, WorkspaceId> of) {
        String noun = type.noun();
        R found = records.of(type)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field(noun + "_id", noun + ".unknown", "there is no " + noun + " " + id));
        if (!of.apply(found).equals(workspace)) {
            throw Rejected.field(
                    noun + "_id", noun + ".in_other_workspace", "the " + noun + " " + id + " is in another workspace");
        }
        return found;
    }
}
