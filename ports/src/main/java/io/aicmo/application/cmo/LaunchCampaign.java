package io.aicmo.application.cmo;

import io.aicmo.application.crm.CreateSequence;
import io.aicmo.application.tenant.IssueFormToken;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignReadiness;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Launches a campaign that is ready: it becomes active, its approved e-mails become a sequence, everything approved is
 * scheduled and stands in the calendar, and each landing page gets a form token. In one transaction: all of it, or
 * nothing.
 */
public final class LaunchCampaign {
    private final Transactions transactions;
    private final Records records;
    private final TenantStore tenants;
    private final Readiness readiness;
    private final CreateSequence createSequence;
    private final IssueFormToken issueFormToken;
    private final Ids ids;
    private final InstantSource clock;

    public LaunchCampaign(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            Readiness readiness,
            CreateSequence createSequence,
            IssueFormToken issueFormToken,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.readiness = readiness;
        this.createSequence = createSequence;
        this.issueFormToken = issueFormToken;
        this.ids = ids;
        this.clock = clock;
    }

    /** A landing page's form token, shown this once. */
    public record PageToken(ContentAssetId contentAssetId, FormToken formToken, String token) {}

    /**
     * What a launch did; where the campaign was active already, nothing but the campaign.
     *
     * @param sequence of its e-mails, or null where it has none
     */
    public record Result(
            Campaign campaign,
            @Nullable Sequence sequence,
            List<CalendarEvent> calendarEvents,
            List<PageToken> formTokens) {}

    /**
     * Launches a campaign that is planned; one that is active stays as it is, one that is paused goes on.
     *
     * @throws io.aicmo.port.NotFound if there is no such campaign
     * @throws Rejected with one reason for each missing part: {@code campaign.without_offer}, {@code
     *     campaign.offer_not_active}, {@code campaign.without_audience}, {@code campaign.is_over}, {@code
     *     campaign.without_channel}, {@code campaign.content_missing}, {@code campaign.content_not_approved}, {@code campaign.channel_not_connected},
     *     {@code campaign.consent_missing}; else {@code campaign.illegal_transition}, {@code sequence.steps_count}
     */
    public Result handle(Actor actor, CampaignId id) {
        return transactions.write(actor, tx -> {
            Campaign campaign = records.of(RecordTypes.CAMPAIGNS).lock(tx, id);
            actor.checkWorkspace(campaign.workspaceId());
            if (campaign.status() == CampaignStatus.ACTIVE) {
                return new Result(campaign, null, List.of(), List.of());
            }
            return launched(tx, campaign);
        });
    }

    private Result launched(Tx tx, Campaign campaign) {
        Instant now = clock.instant();
        Campaign active = campaign.edited(campaign.edit().with(CampaignStatus.ACTIVE), now);
        CampaignReadiness ready = readiness.checked(tx, campaign);
        Campaign kept = records.of(RecordTypes.CAMPAIGNS).update(tx, active);
        if (campaign.status() == CampaignStatus.PAUSED) {
            return new Result(kept, null, List.of(), List.of());
        }
        List<ContentAsset> approved = ready.approved();
        Sequence sequence = sequence(tx, campaign, approved);
        List<CalendarEvent> events = calendar(tx, campaign, approved, start(tx, campaign, now), now);
        return new Result(kept, sequence, events, tokens(tx, campaign, approved));
    }

    private @Nullable Sequence sequence(Tx tx, Campaign campaign, List<ContentAsset> approved) {
        List<CreateSequence.Step> steps = approved.stream()
                .filter(asset -> asset.kind() == AssetKind.EMAIL)
                .map(asset -> new CreateSequence.Step(
                        asset.channel(),
                        asset.delayHours(),
                        asset.subject() == null ? asset.title() : asset.subject(),
                        asset.body()))
                .toList();
        if (steps.isEmpty()) {
            return null;
        }
        return createSequence
                .handle(
                        tx.actor().within(tx),
                        new CreateSequence.Command(campaign.workspaceId(), campaign.id(), campaign.name(), null, steps))
                .sequence();
    }

    private List<CalendarEvent> calendar(
            Tx tx, Campaign campaign, List<ContentAsset> approved, Instant start, Instant now) {
        callOff(tx, campaign, now);
        List<CalendarEvent> events = new ArrayList<>();
        events.add(event(campaign, null, CalendarEvent.Kind.LAUNCH, campaign.name(), start, now));
        Instant nextEmail = start;
        for (ContentAsset asset : approved) {
            boolean email = asset.kind() == AssetKind.EMAIL;
            nextEmail = email ? nextEmail.plus(Duration.ofHours(asset.delayHours())) : nextEmail;
            Instant at = email ? nextEmail : start.plus(Duration.ofHours(asset.delayHours()));
            ContentAsset scheduled = scheduled(tx, asset, at, now);
            events.add(event(
                    campaign,
                    asset,
                    email ? CalendarEvent.Kind.SEND : CalendarEvent.Kind.PUBLICATION,
                    asset.title(),
                    scheduled.scheduledAt() == null ? at : scheduled.scheduledAt(),
                    now));
        }
        records.of(RecordTypes.CALENDAR_EVENTS).insertAll(tx, events);
        return List.copyOf(events);
    }

    /** Launches and sendings that were only planned, of no content yet: what really goes out takes their place. */
    private void callOff(Tx tx, Campaign campaign, Instant now) {
        Parts.of(tx, records, RecordTypes.CALENDAR_EVENTS, "campaignId", campaign.id(), "startsAt").stream()
                .filter(event -> event.kind() == CalendarEvent.Kind.LAUNCH || event.kind() == CalendarEvent.Kind.SEND)
                .filter(event -> event.contentAssetId() == null && event.status() == CalendarEvent.Status.PLANNED)
                .forEach(event -> records.of(RecordTypes.CALENDAR_EVENTS)
                        .update(tx, event.edited(event.edit().with(CalendarEvent.Status.CANCELLED), now)));
    }

    /** The content with a time to go out; what has one already keeps it. */
    private ContentAsset scheduled(Tx tx, ContentAsset asset, Instant at, Instant now) {
        return asset.status() == AssetStatus.APPROVED
                ? records.of(RecordTypes.CONTENT_ASSETS)
                        .update(tx, asset.edited(new ContentAsset.Edit(asset.words(), AssetStatus.SCHEDULED, at), now))
                : asset;
    }

    private CalendarEvent event(
            Campaign campaign,
            @Nullable ContentAsset asset,
            CalendarEvent.Kind kind,
            String title,
            Instant at,
            Instant now) {
        CalendarEvent.Edit words = new CalendarEvent.Edit(
                campaign.id(),
                asset == null ? null : asset.id(),
                null,
                kind,
                title,
                asset == null ? null : asset.channel(),
                null,
                at,
                null,
                CalendarEvent.Status.PLANNED);
        return CalendarEvent.of(new CalendarEventId(ids.next()), campaign.workspaceId(), words, now);
    }

    private List<PageToken> tokens(Tx tx, Campaign campaign, List<ContentAsset> approved) {
        IssueFormToken.Command command = new IssueFormToken.Command(campaign.workspaceId(), campaign.id(), List.of());
        return approved.stream()
                .filter(asset -> asset.kind() == AssetKind.LANDING_PAGE
                        && asset.channel().equals(Channels.LANDING_PAGE.name()))
                .map(asset -> {
                    IssueFormToken.Result made =
                            issueFormToken.handle(tx.actor().within(tx), command);
                    return new PageToken(asset.id(), made.formToken(), made.token());
                })
                .toList();
    }

    /** When it begins: when its first day does in the tenant's time zone, or now where that is over. */
    private Instant start(Tx tx, Campaign campaign, Instant now) {
        if (campaign.startDate() == null) {
            return now;
        }
        Instant first =
                campaign.startDate().atStartOfDay(tenants.get(tx).timeZone()).toInstant();
        return first.isAfter(now) ? first : now;
    }
}
