package io.aicmo.port.event;

import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.event.AssetApproved;
import io.aicmo.domain.event.CampaignLaunched;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.LeadCreated;
import io.aicmo.domain.event.LeadStatusChanged;
import io.aicmo.domain.event.PlanCreated;
import io.aicmo.domain.event.SequencePaused;
import io.aicmo.domain.event.WebhookEndpointDisabled;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.webhook.DisabledReason;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordType;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which events follow from records that are made or changed. */
public final class RecordEvents {
    private static final Set<Class<?>> TELL_WHEN_MADE = Set.of(Lead.class, Plan.class);
    private static final Set<Class<?>> TELL_WHEN_CHANGED =
            Set.of(Lead.class, Campaign.class, ContentAsset.class, SequenceRun.class, WebhookEndpoint.class);

    private final Ids ids;

    /** @param ids of the events */
    public RecordEvents(Ids ids) {
        this.ids = ids;
    }

    static boolean tellsOf(RecordType<?, ?> type) {
        return TELL_WHEN_MADE.contains(type.type()) || comparesBefore(type);
    }

    static boolean comparesBefore(RecordType<?, ?> type) {
        return TELL_WHEN_CHANGED.contains(type.type());
    }

    /** What follows from a new record. */
    public Optional<DomainEvent> made(Record record) {
        return switch (record) {
            case Lead lead -> Optional.of(EventTypes.LEAD_CREATED.event(ids.next(), created(lead), lead.createdAt()));
            case Plan plan ->
                Optional.of(EventTypes.PLAN_CREATED.event(
                        ids.next(),
                        new PlanCreated(
                                plan.id(), plan.workspaceId(), plan.status().word()),
                        plan.createdAt()));
            default -> Optional.empty();
        };
    }

    /**
     * What follows from a changed record.
     *
     * @param workspaces tells the workspace of a lead, or null where there is no such lead
     */
    public Optional<DomainEvent> changed(
            Record before, Record after, Function<LeadId, @Nullable WorkspaceId> workspaces) {
        return switch (after) {
            case Lead lead when before instanceof Lead was -> moved(was, lead, null);
            case Campaign campaign when before instanceof Campaign was -> launched(was, campaign);
            case ContentAsset asset when before instanceof ContentAsset was -> approved(was, asset);
            case SequenceRun run when before instanceof SequenceRun was -> paused(was, run, workspaces);
            case WebhookEndpoint endpoint when before instanceof WebhookEndpoint was -> disabled(was, endpoint);
            default -> Optional.empty();
        };
    }

    /**
     * What follows from a lead that may have moved.
     *
     * @param cause the activity that moved it, or null
     */
    public Optional<DomainEvent> moved(Lead before, Lead after, @Nullable ActivityId cause) {
        if (before.status() == after.status()) {
            return Optional.empty();
        }
        LeadStatusChanged data = new LeadStatusChanged(
                after.id(),
                after.contactId(),
                after.workspaceId(),
                after.campaignId(),
                before.status().word(),
                after.status().word(),
                cause);
        return Optional.of(EventTypes.LEAD_STATUS_CHANGED.event(ids.next(), data, after.updatedAt()));
    }

    /**
     * What follows from a run that may have been paused.
     *
     * @param workspaces see {@link #changed}
     */
    public Optional<DomainEvent> paused(
            SequenceRun before, SequenceRun after, Function<LeadId, @Nullable WorkspaceId> workspaces) {
        if (before.status() != RunStatus.ACTIVE || after.status() != RunStatus.PAUSED) {
            return Optional.empty();
        }
        SequencePaused data = new SequencePaused(
                after.id(),
                after.sequenceId(),
                after.leadId(),
                after.contactId(),
                workspaces.apply(after.leadId()),
                after.pausedReason() == null ? SequenceRun.MANUAL : after.pausedReason(),
                after.pausedBy());
        return Optional.of(EventTypes.SEQUENCE_PAUSED.event(ids.next(), data, after.updatedAt()));
    }

    private Optional<DomainEvent> launched(Campaign before, Campaign after) {
        boolean launched = before.status() == CampaignStatus.PLANNING && after.status() == CampaignStatus.ACTIVE;
        return launched
                ? Optional.of(EventTypes.CAMPAIGN_LAUNCHED.event(
                        ids.next(),
                        new CampaignLaunched(after.id(), after.workspaceId(), after.name()),
                        after.updatedAt()))
                : Optional.empty();
    }

    /** What was scheduled and goes back to approved was approved before. */
    private Optional<DomainEvent> approved(ContentAsset before, ContentAsset after) {
        if (before.status().isApproved() || after.status() != AssetStatus.APPROVED) {
            return Optional.empty();
        }
        AssetApproved data = new AssetApproved(
                after.id(),
                after.campaignId(),
                after.workspaceId(),
                after.kind().name().toLowerCase(Locale.ROOT),
                after.channel(),
                after.title());
        return Optional.of(EventTypes.ASSET_APPROVED.event(ids.next(), data, after.updatedAt()));
    }

    /** Whoever switches it off themselves need not be told. */
    private Optional<DomainEvent> disabled(WebhookEndpoint before, WebhookEndpoint after) {
        DisabledReason why = after.health().disabledBecause();
        if (why == null || !before.enabled() || after.enabled()) {
            return Optional.empty();
        }
        WebhookEndpointDisabled data = new WebhookEndpointDisabled(
                after.id(),
                after.campaignId(),
                after.description(),
                why.name().toLowerCase(Locale.ROOT),
                after.health().failingSince());
        return Optional.of(EventTypes.WEBHOOK_ENDPOINT_DISABLED.event(ids.next(), data, after.updatedAt()));
    }

    /** What a new lead says of itself. */
    private static LeadCreated created(Lead lead) {
        return new LeadCreated(
                lead.id(),
                lead.contactId(),
                lead.workspaceId(),
                lead.campaignId(),
                lead.status().word(),
                lead.source());
    }
}
