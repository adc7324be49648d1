package io.aicmo.port.event;

import io.aicmo.domain.event.ActivityRecorded;
import io.aicmo.domain.event.AssetApproved;
import io.aicmo.domain.event.CampaignLaunched;
import io.aicmo.domain.event.JobFinished;
import io.aicmo.domain.event.JobProgress;
import io.aicmo.domain.event.LeadCreated;
import io.aicmo.domain.event.LeadStatusChanged;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.SequencePaused;
import io.aicmo.domain.event.WebhookEndpointDisabled;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.event.EventType.Sight;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every type of event. To add one: its record in the core, its line here, and whoever tells it. */
public final class EventTypes {
    public static final EventType<LeadCreated> LEAD_CREATED = new EventType<>(
            "lead.created", "A person became a lead.", LeadCreated.class, Sight.with(Permission.LEADS_READ));

    public static final EventType<LeadStatusChanged> LEAD_STATUS_CHANGED = new EventType<>(
            "lead.status_changed",
            "A lead's status changed.",
            LeadStatusChanged.class,
            Sight.with(Permission.LEADS_READ));

    public static final EventType<ActivityRecorded> ACTIVITY_RECORDED = new EventType<>(
            "activity.recorded",
            "Something happened with a person and stands on the timeline.",
            ActivityRecorded.class,
            Sight.with(Permission.LEADS_READ));

    public static final EventType<SequencePaused> SEQUENCE_PAUSED = new EventType<>(
            "sequence.paused",
            "A lead's run through a sequence was paused.",
            SequencePaused.class,
            Sight.with(Permission.LEADS_READ));

    public static final EventType<CampaignLaunched> CAMPAIGN_LAUNCHED = new EventType<>(
            "campaign.launched",
            "A campaign that was planned became active.",
            CampaignLaunched.class,
            Sight.with(Permission.MARKETING_READ));

    public static final EventType<AssetApproved> ASSET_APPROVED = new EventType<>(
            "asset.approved",
            "A piece of content was approved.",
            AssetApproved.class,
            Sight.with(Permission.MARKETING_READ));

    public static final EventType<PlanCreated> PLAN_CREATED = new EventType<>(
            "plan.created", "A 90-day plan was made.", PlanCreated.class, Sight.with(Permission.MARKETING_READ));

    public static final EventType<JobProgress> JOB_PROGRESS = new EventType<>(
            "job.progress",
            "A job is further than before.",
            JobProgress.class,
            Sight.with(Permission.MARKETING_WRITE).whereAllWorkspacesAreOpen().orWhoAsked());

    public static final EventType<JobFinished> JOB_FINISHED = new EventType<>(
            "job.finished",
            "A job came to its end.",
            JobFinished.class,
            Sight.with(Permission.MARKETING_WRITE).whereAllWorkspacesAreOpen().orWhoAsked());

    public static final EventType<WebhookEndpointDisabled> WEBHOOK_ENDPOINT_DISABLED = new EventType<>(
            "webhook_endpoint.disabled",
            "A webhook endpoint was switched off because it is gone, or has failed for days.",
            WebhookEndpointDisabled.class,
            Sight.with(Permission.CREDENTIALS_WRITE));

    /** All of them. */
    public static final List<EventType<?>> ALL = List.of(
            LEAD_CREATED,
            LEAD_STATUS_CHANGED,
            ACTIVITY_RECORDED,
            SEQUENCE_PAUSED,
            CAMPAIGN_LAUNCHED,
            ASSET_APPROVED,
            PLAN_CREATED,
            JOB_PROGRESS,
            JOB_FINISHED,
            WEBHOOK_ENDPOINT_DISABLED);

    private static final Map<String, EventType<?>> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(EventType::name, Function.identity()));

    private EventTypes() {}

    /** The type of this name, or empty if none is declared. */
    public static Optional<EventType<?>> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
