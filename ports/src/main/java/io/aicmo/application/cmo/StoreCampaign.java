package io.aicmo.application.cmo;

import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignChannelId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.tenant.TenantStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a campaign's blueprint: the campaign in planning, how it uses its channels, and its calendar, in which what is to
 * be made stands as tasks of its first day. All of it, or nothing.
 */
public final class StoreCampaign {
    /** When in the tenant's day something begins of which only the day is known. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    private static final int TITLE = 290;

    private final Transactions transactions;
    private final Records records;
    private final TenantStore tenants;
    private final ChannelCatalogue channels;
    private final CreateCampaign createCampaign;
    private final DraftRuns runs;
    private final Ids ids;
    private final InstantSource clock;

    public StoreCampaign(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            AgentRunStore runs,
            ChannelCatalogue channels,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.tenants = tenants;
        this.channels = channels;
        this.createCampaign = new CreateCampaign(transactions, records, channels, ids, clock);
        this.runs = new DraftRuns(runs);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param runId the run that drafted the blueprint, or null where people did
     */
    public record Command(
            WorkspaceId workspaceId,
            @Nullable PlanId planId,
            @Nullable IcpSegmentId targetIcpId,
            @Nullable OfferId offerId,
            @Nullable AgentRunId runId,
            CampaignDraft blueprint) {}

    /** The campaign, how it uses its channels, and what happens when. */
    public record Result(Campaign campaign, List<CampaignChannel> channels, List<CalendarEvent> calendarEvents) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code workspace.unknown}, {@code channel.unknown}, {@code agent_run.*}, {@code
     *     campaign.*}, {@code plan.*}, {@code icp_segment.*}, {@code offer.*}
     * @throws io.aicmo.port.AlreadyExists {@code campaign.already_exists}, if the workspace has one of this name
     */
    public Result handle(Actor actor, Command command) {
        CampaignDraft blueprint = command.blueprint;
        List<String> used = blueprint.channels().stream()
                .map(CampaignDraft.ChannelUse::channel)
                .toList();
        channels.checkChannels(used, "channels");
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            Generation generation = runs.generation(tx, command.workspaceId, command.runId);
            Campaign campaign = createCampaign.handle(
                    actor.within(tx),
                    new CreateCampaign.Command(command.workspaceId, words(command, used), generation));
            List<CampaignChannel> ways = blueprint.channels().stream()
                    .map(use -> way(campaign, use, now))
                    .toList();
            records.of(RecordTypes.CAMPAIGN_CHANNELS).insertAll(tx, ways);
            List<CalendarEvent> calendar = calendar(tx, campaign, blueprint, now);
            records.of(RecordTypes.CALENDAR_EVENTS).insertAll(tx, calendar);
            return new Result(campaign, ways, calendar);
        });
    }

    private static Campaign.Edit words(Command command, List<String> used) {
        CampaignDraft blueprint = command.blueprint;
        return new Campaign.Edit(
                command.planId,
                command.targetIcpId,
                command.offerId,
                blueprint.name(),
                blueprint.objective(),
                blueprint.goal(),
                CampaignStatus.PLANNING,
                used,
                blueprint.intensity(),
                blueprint.phases(),
                blueprint.startDate(),
                blueprint.endDate(),
                0);
    }

    private CampaignChannel way(Campaign campaign, CampaignDraft.ChannelUse use, Instant now) {
        String audience = use.audience();
        return CampaignChannel.of(
                campaign,
                new CampaignChannelId(ids.next()),
                use.channel(),
                new CampaignChannel.Edit(use.cadence(), audience, null, true, Map.of()),
                now);
    }

    private List<CalendarEvent> calendar(Tx tx, Campaign campaign, CampaignDraft blueprint, Instant now) {
        ZoneId zone = tenants.get(tx).timeZone();
        List<CalendarEvent> events = new ArrayList<>();
        for (CampaignDraft.AssetNeed need : blueprint.assets()) {
            events.add(event(
                    campaign,
                    CalendarEvent.Kind.TASK,
                    "Make: " + Text.cut(need.title(), TITLE),
                    need.channel(),
                    need.kind().word() + ": " + need.purpose(),
                    morning(blueprint.startDate(), zone),
                    now));
        }
        for (CampaignDraft.CalendarEntry entry : blueprint.calendar()) {
            events.add(event(
                    campaign,
                    entry.kind(),
                    entry.title(),
                    entry.channel(),
                    entry.notes(),
                    morning(entry.date(), zone),
                    now));
        }
        return List.copyOf(events);
    }

    private static Instant morning(LocalDate day, ZoneId zone) {
        return day.atTime(MORNING).atZone(zone).toInstant();
    }

    private CalendarEvent event(
            Campaign campaign,
            CalendarEvent.Kind kind,
            String title,
            @Nullable String channel,
            @Nullable String notes,
            Instant at,
            Instant now) {
        return CalendarEvent.of(
                new CalendarEventId(ids.next()),
                campaign.workspaceId(),
                new CalendarEvent.Edit(
                        campaign.id(), null, null, kind, title, channel, notes, at, null, CalendarEvent.Status.PLANNED),
                now);
    }
}
