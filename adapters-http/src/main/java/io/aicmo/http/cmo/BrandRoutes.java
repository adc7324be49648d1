package io.aicmo.http.cmo;

import io.aicmo.application.cmo.ChangeSegment;
import io.aicmo.application.cmo.CreateSegment;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.MarketSophistication;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.OfferStatus;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Resource;
import io.aicmo.http.Route;
import io.aicmo.port.RecordTypes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who speaks to whom about what: brand profiles, audience segments and offers. */
public final class BrandRoutes {
    private final Hexagon hexagon;
    private final CreateSegment createSegment;
    private final ChangeSegment changeSegment;

    public BrandRoutes(Hexagon hexagon) {
        this.hexagon = hexagon;
        this.createSegment =
                new CreateSegment(hexagon.transactions(), hexagon.records(), hexagon.ids(), hexagon.clock());
        this.changeSegment = new ChangeSegment(hexagon.transactions(), hexagon.records(), hexagon.clock());
    }

    /** Asks for the profile of a workspace's brand; what is not known yet is left out. */
    record NewBrandProfile(
            WorkspaceId workspaceId,
            String name,
            @Nullable String website,
            @Nullable String industry,
            @Nullable String stage,
            @Nullable String description,
            @Nullable String audience,
            @Nullable String problem,
            @Nullable String valueProposition,
            @Nullable String positioning,
            @Nullable String voice,
            @Nullable List<String> differentiators,
            @Nullable List<String> competitors,
            @Nullable List<String> goals,
            @Nullable List<String> guardrails,
            @Nullable List<String> soundbites,
            @Nullable List<String> channels,
            @Nullable Money monthlyBudget) {
        BrandProfile.Edit words() {
            return new BrandProfile.Edit(
                    name,
                    website,
                    industry,
                    stage,
                    description,
                    audience,
                    problem,
                    valueProposition,
                    positioning,
                    voice,
                    orNone(differentiators),
                    orNone(competitors),
                    orNone(goals),
                    orNone(guardrails),
                    orNone(soundbites),
                    orNone(channels),
                    monthlyBudget);
        }
    }

    /** Asks for an audience segment; a workspace's first is primary, others are secondary if they do not say. */
    record NewIcpSegment(
            WorkspaceId workspaceId,
            String name,
            @Nullable String code,
            @Nullable String tagline,
            IcpSegment.@Nullable Rank rank,
            @Nullable Map<String, Object> demographics,
            @Nullable Map<String, Object> psychographics,
            @Nullable Map<String, Object> behaviours,
            @Nullable MarketSophistication marketSophistication,
            @Nullable Map<String, Integer> scores,
            @Nullable String summary) {
        IcpSegment.Edit words() {
            return new IcpSegment.Edit(
                    name,
                    code,
                    tagline,
                    IcpSegment.Rank.OTHER,
                    Objects.requireNonNullElse(demographics, Map.of()),
                    Objects.requireNonNullElse(psychographics, Map.of()),
                    Objects.requireNonNullElse(behaviours, Map.of()),
                    marketSophistication,
                    Objects.requireNonNullElse(scores, Map.of()),
                    summary);
        }
    }

    /** Asks for an offer. */
    record NewOffer(
            WorkspaceId workspaceId,
            @Nullable IcpSegmentId icpSegmentId,
            String name,
            String promise,
            @Nullable String description,
            @Nullable Money price,
            @Nullable String priceTerms,
            @Nullable List<String> benefits,
            @Nullable String guarantee,
            @Nullable String urgency,
            @Nullable String callToAction,
            @Nullable String url,
            @Nullable OfferStatus status) {
        Offer.Edit words() {
            return new Offer.Edit(
                    icpSegmentId,
                    name,
                    promise,
                    description,
                    price,
                    priceTerms,
                    orNone(benefits),
                    guarantee,
                    urgency,
                    callToAction,
                    url,
                    Objects.requireNonNullElse(status, OfferStatus.DRAFT));
        }
    }

    public List<Route> routes() {
        return Stream.of(brandProfiles(), icpSegments(), offers())
                .flatMap(resource -> resource.routes().stream())
                .toList();
    }

    private Resource<BrandProfileId, BrandProfile, BrandProfile> brandProfiles() {
        return Resource.of(
                        hexagon,
                        RecordTypes.BRAND_PROFILES,
                        BrandProfileId.class,
                        BrandProfile.class,
                        profile -> profile)
                .readable(Permission.MARKETING_READ)
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewBrandProfile.class,
                        (tx, draft) -> BrandProfile.of(
                                new BrandProfileId(hexagon.ids().next()),
                                draft.workspaceId,
                                draft.words(),
                                null,
                                hexagon.clock().instant()))
                .editable(
                        Permission.MARKETING_WRITE,
                        BrandProfile.Edit.class,
                        BrandProfile::edit,
                        (profile, edit) -> profile.edited(edit, hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE);
    }

    private Resource<IcpSegmentId, IcpSegment, IcpSegment> icpSegments() {
        return Resource.of(hexagon, RecordTypes.ICP_SEGMENTS, IcpSegmentId.class, IcpSegment.class, segment -> segment)
                .readable(Permission.MARKETING_READ)
                .creatable(
                        Permission.MARKETING_WRITE,
                        NewIcpSegment.class,
                        (actor, draft) -> createSegment.handle(
                                actor, new CreateSegment.Command(draft.workspaceId, draft.words(), draft.rank)))
                .changeable(Permission.MARKETING_WRITE, IcpSegment.Edit.class, changeSegment::handle)
                .deletable(Permission.MARKETING_WRITE, Permission.MARKETING_WRITE, changeSegment::delete);
    }

    private Resource<OfferId, Offer, Offer> offers() {
        return Resource.of(hexagon, RecordTypes.OFFERS, OfferId.class, Offer.class, offer -> offer)
                .readable(Permission.MARKETING_READ)
                .keeping(
                        Permission.MARKETING_WRITE,
                        NewOffer.class,
                        (tx, draft) -> Offer.of(
                                new OfferId(hexagon.ids().next()),
                                draft.workspaceId,
                                draft.words(),
                                null,
                                hexagon.clock().instant()))
                .editable(
                        Permission.MARKETING_WRITE,
                        Offer.Edit.class,
                        Offer::edit,
                        (offer, edit) -> offer.edited(edit, hexagon.clock().instant()))
                .deletable(Permission.MARKETING_WRITE);
    }

    private static List<String> orNone(@Nullable List<String> given) {
        return Objects.requireNonNullElse(given, List.of());
    }
}
