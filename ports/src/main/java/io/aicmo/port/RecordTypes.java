package io.aicmo.port;

import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.WeeklySummary;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.SendingPolicy;
import io.aicmo.domain.messaging.Suppression;
import io.aicmo.domain.shared.ApiKeyId;
import io.aicmo.domain.shared.AutomationStepId;
import io.aicmo.domain.shared.BrandProfileId;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignChannelId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.ConversationId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.SendingPolicyId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.SuppressionId;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.shared.WeeklySummaryId;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowTrigger;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every record type. To add one: its record in the core, its table in a migration, its line here. */
public final class RecordTypes {
    public static final RecordType<WorkspaceId, Workspace> WORKSPACES = RecordType.<WorkspaceId, Workspace>of(
                    "workspace", "workspaces", "workspaces", Workspace.class)
            .unique("slug");

    public static final RecordType<BrandProfileId, BrandProfile> BRAND_PROFILES =
            RecordType.<BrandProfileId, BrandProfile>of(
                            "brand_profile", "brand-profiles", "cmo_brand_profiles", BrandProfile.class)
                    .references("workspaceId", WORKSPACES)
                    .unique("workspaceId")
                    .filteredBy("workspaceId");

    public static final RecordType<IcpSegmentId, IcpSegment> ICP_SEGMENTS = RecordType.<IcpSegmentId, IcpSegment>of(
                    "icp_segment", "icp-segments", "cmo_icp_segments", IcpSegment.class)
            .references("workspaceId", WORKSPACES)
            .filteredBy("workspaceId", "rank")
            .sortedBy("name");

    public static final RecordType<OfferId, Offer> OFFERS = RecordType.<OfferId, Offer>of(
                    "offer", "offers", "cmo_offers", Offer.class)
            .references("workspaceId", WORKSPACES)
            .references("icpSegmentId", ICP_SEGMENTS)
            .filteredBy("workspaceId", "icpSegmentId", "status")
            .sortedBy("name");

    public static final RecordType<PlanId, Plan> PLANS = RecordType.<PlanId, Plan>of(
                    "plan", "plans", "cmo_plans_90d", Plan.class)
            .references("workspaceId", WORKSPACES)
            .references("icpSegmentId", ICP_SEGMENTS)
            .references("offerId", OFFERS)
            .filteredBy("workspaceId", "status")
            .sortedBy("name");

    public static final RecordType<MilestoneId, Milestone> MILESTONES = RecordType.<MilestoneId, Milestone>of(
                    "milestone", "milestones", "cmo_plan_milestones", Milestone.class)
            .references("workspaceId", WORKSPACES)
            .references("planId", PLANS)
            .filteredBy("workspaceId", "planId", "status")
            .sortedBy("dueDate");

    public static final RecordType<FunnelId, Funnel> FUNNELS = RecordType.<FunnelId, Funnel>of(
                    "funnel", "funnels", "cmo_funnels", Funnel.class)
            .references("workspaceId", WORKSPACES)
            .references("planId", PLANS)
            .references("icpSegmentId", ICP_SEGMENTS)
            .references("offerId", OFFERS)
            .filteredBy("workspaceId", "planId", "status")
            .sortedBy("name");

    public static final RecordType<FunnelStageId, FunnelStage> FUNNEL_STAGES =
            RecordType.<FunnelStageId, FunnelStage>of(
                            "funnel_stage", "funnel-stages", "cmo_funnel_stages", FunnelStage.class)
                    .references("workspaceId", WORKSPACES)
                    .references("funnelId", FUNNELS)
                    .unique("position", "funnelId")
                    .filteredBy("workspaceId", "funnelId")
                    .sortedBy("position");

    public static final RecordType<CampaignId, Campaign> CAMPAIGNS = RecordType.<CampaignId, Campaign>of(
                    "campaign", "campaigns", "cmo_campaigns", Campaign.class)
            .references("workspaceId", WORKSPACES)
            .references("planId", PLANS)
            .references("targetIcpId", ICP_SEGMENTS)
            .references("offerId", OFFERS)
            .unique("name", "workspaceId")
            .filteredBy("workspaceId", "planId", "status", "name")
            .sortedBy("name");

    public static final RecordType<CampaignChannelId, CampaignChannel> CAMPAIGN_CHANNELS =
            RecordType.<CampaignChannelId, CampaignChannel>of(
                            "campaign_channel", "campaign-channels", "cmo_campaign_channels", CampaignChannel.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .unique("channel", "campaignId")
                    .filteredBy("workspaceId", "campaignId");

    public static final RecordType<ContentAssetId, ContentAsset> CONTENT_ASSETS =
            RecordType.<ContentAssetId, ContentAsset>of(
                            "content_asset", "content-assets", "cmo_content_assets", ContentAsset.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .references("funnelStageId", FUNNEL_STAGES)
                    .filteredBy("workspaceId", "campaignId", "funnelStageId", "kind", "channel", "status")
                    .sortedBy("position");

    public static final RecordType<ContentVariantId, ContentVariant> CONTENT_VARIANTS =
            RecordType.<ContentVariantId, ContentVariant>of(
                            "content_variant", "content-variants", "cmo_content_variants", ContentVariant.class)
                    .references("workspaceId", WORKSPACES)
                    .references("contentAssetId", CONTENT_ASSETS)
                    .unique("label", "contentAssetId")
                    .filteredBy("workspaceId", "contentAssetId");

    public static final RecordType<CalendarEventId, CalendarEvent> CALENDAR_EVENTS =
            RecordType.<CalendarEventId, CalendarEvent>of(
                            "calendar_event", "calendar-events", "cmo_calendar_events", CalendarEvent.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .references("contentAssetId", CONTENT_ASSETS)
                    .references("milestoneId", MILESTONES)
                    .filteredBy("workspaceId", "campaignId", "contentAssetId", "kind", "status")
                    .sortedBy("startsAt");

    public static final RecordType<ConversationId, Conversation> CONVERSATIONS =
            RecordType.<ConversationId, Conversation>of(
                            "conversation", "conversations", "conversations", Conversation.class)
                    .references("workspaceId", WORKSPACES)
                    .filteredBy("workspaceId", "agent", "status");

    public static final RecordType<ContactId, Contact> CONTACTS = RecordType.<ContactId, Contact>of(
                    "contact", "contacts", "crm_contacts", Contact.class)
            .unique("email")
            .filteredBy("email", "phone", "company")
            .searchedByContact("id");

    public static final RecordType<LeadId, Lead> LEADS = RecordType.<LeadId, Lead>of(
                    "lead", "leads", "crm_leads", Lead.class)
            .references("contactId", CONTACTS)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .unique("contactId", "campaignId", "workspaceId")
            .filteredBy("contactId", "workspaceId", "campaignId", "ownerId", "status")
            .sortedBy("score", "lastContactAt")
            .searchedByContact("contactId");

    public static final RecordType<NoteId, Note> NOTES = RecordType.<NoteId, Note>of(
                    "note", "notes", "notes", Note.class)
            .references("leadId", LEADS)
            .filteredBy("leadId", "authorId");

    public static final RecordType<SequenceId, Sequence> SEQUENCES = RecordType.<SequenceId, Sequence>of(
                    "sequence", "sequences", "outbound_sequences", Sequence.class)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .filteredBy("workspaceId", "campaignId")
            .sortedBy("name");

    public static final RecordType<SequenceRunId, SequenceRun> SEQUENCE_RUNS =
            RecordType.<SequenceRunId, SequenceRun>of(
                            "sequence_run", "sequence-runs", "outbound_sequence_runs", SequenceRun.class)
                    .references("sequenceId", SEQUENCES)
                    .references("leadId", LEADS)
                    .references("contactId", CONTACTS)
                    .filteredBy("sequenceId", "leadId", "status");

    public static final RecordType<ChannelConnectionId, ChannelConnection> CHANNEL_CONNECTIONS =
            RecordType.<ChannelConnectionId, ChannelConnection>of(
                            "channel_connection", "channel-connections", "channel_connections", ChannelConnection.class)
                    .filteredBy("channel", "provider", "enabled");

    public static final RecordType<SendingPolicyId, SendingPolicy> SENDING_POLICIES =
            RecordType.<SendingPolicyId, SendingPolicy>of(
                            "sending_policy", "sending-policies", "sending_policies", SendingPolicy.class)
                    .references("workspaceId", WORKSPACES)
                    .unique("workspaceId")
                    .filteredBy("workspaceId");

    public static final RecordType<OutboundMessageId, OutboundMessage> OUTBOUND_MESSAGES =
            RecordType.<OutboundMessageId, OutboundMessage>of(
                            "outbound_message", "outbox", "outbound_messages", OutboundMessage.class)
                    // Nothing else is declared as a reference: what became of a message is kept when its lead is gone.
                    .references("workspaceId", WORKSPACES)
                    .filteredBy(
                            "workspaceId",
                            "campaignId",
                            "leadId",
                            "contactId",
                            "sequenceRunId",
                            "channel",
                            "provider",
                            "status");

    public static final RecordType<SuppressionId, Suppression> SUPPRESSIONS = RecordType.<SuppressionId, Suppression>of(
                    "suppression", "suppressions", "suppressions", Suppression.class)
            .unique("address", "channel")
            .filteredBy("address", "channel");

    public static final RecordType<AutomationStepId, AutomationStep> AUTOMATION_STEPS =
            RecordType.<AutomationStepId, AutomationStep>of(
                            "automation_step", "automation-steps", "automation_steps", AutomationStep.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .unique("position", "campaignId")
                    .filteredBy("workspaceId", "campaignId", "kind")
                    .sortedBy("position");

    public static final RecordType<MetricsSnapshotId, MetricsSnapshot> METRICS_SNAPSHOTS =
            RecordType.<MetricsSnapshotId, MetricsSnapshot>of(
                            "metrics_snapshot", "metrics-snapshots", "cmo_metrics_snapshots", MetricsSnapshot.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .unique("day", "campaignId", "channel", "source")
                    .filteredBy("workspaceId", "campaignId", "channel", "day", "source")
                    .sortedBy("day");

    public static final RecordType<WeeklySummaryId, WeeklySummary> WEEKLY_SUMMARIES =
            RecordType.<WeeklySummaryId, WeeklySummary>of(
                            "weekly_summary", "weekly-summaries", "cmo_weekly_summaries", WeeklySummary.class)
                    .references("workspaceId", WORKSPACES)
                    .unique("weekStart", "workspaceId")
                    .filteredBy("workspaceId", "weekStart");

    public static final RecordType<RecommendationId, Recommendation> RECOMMENDATIONS =
            RecordType.<RecommendationId, Recommendation>of(
                            "recommendation", "recommendations", "cmo_recommendations", Recommendation.class)
                    .references("workspaceId", WORKSPACES)
                    .references("campaignId", CAMPAIGNS)
                    .filteredBy("workspaceId", "campaignId", "status");

    public static final RecordType<ApiKeyId, ApiKey> API_KEYS =
            RecordType.<ApiKeyId, ApiKey>of("api_key", "api-keys", "api_keys", ApiKey.class);

    public static final RecordType<FormTokenId, FormToken> FORM_TOKENS = RecordType.<FormTokenId, FormToken>of(
                    "form_token", "form-tokens", "form_tokens", FormToken.class)
            .references("workspaceId", WORKSPACES)
            .references("campaignId", CAMPAIGNS)
            .filteredBy("workspaceId", "campaignId");

    public static final RecordType<WebhookSourceId, WebhookSource> WEBHOOK_SOURCES =
            RecordType.<WebhookSourceId, WebhookSource>of(
                            "webhook_source", "webhook-sources", "webhook_sources", WebhookSource.class)
                    .references("campaignId", CAMPAIGNS)
                    .filteredBy("provider", "campaignId");

    public static final RecordType<WebhookEndpointId, WebhookEndpoint> WEBHOOK_ENDPOINTS =
            RecordType.<WebhookEndpointId, WebhookEndpoint>of(
                            "webhook_endpoint", "webhook-endpoints", "webhook_endpoints", WebhookEndpoint.class)
                    .references("campaignId", CAMPAIGNS)
                    .filteredBy("campaignId", "enabled");

    public static final RecordType<WebhookDeliveryId, WebhookDelivery> WEBHOOK_DELIVERIES =
            RecordType.<WebhookDeliveryId, WebhookDelivery>of(
                            "webhook_delivery", "webhook-deliveries", "webhook_deliveries", WebhookDelivery.class)
                    .references("webhookEndpointId", WEBHOOK_ENDPOINTS)
                    .unique("messageId", "webhookEndpointId")
                    .filteredBy("webhookEndpointId", "messageId", "type", "status");

    public static final RecordType<WebhookEventId, WebhookEvent> WEBHOOK_EVENTS =
            RecordType.<WebhookEventId, WebhookEvent>of(
                            "webhook_event", "webhook-events", "webhook_events", WebhookEvent.class)
                    .references("webhookSourceId", WEBHOOK_SOURCES)
                    .unique("providerEventId", "webhookSourceId")
                    .filteredBy("webhookSourceId", "provider", "type", "status");

    public static final RecordType<WorkflowTriggerId, WorkflowTrigger> WORKFLOW_TRIGGERS =
            RecordType.<WorkflowTriggerId, WorkflowTrigger>of(
                            "workflow_trigger", "workflow-triggers", "workflow_triggers", WorkflowTrigger.class)
                    .references("workspaceId", WORKSPACES)
                    .filteredBy("workspaceId", "eventType", "active");

    public static final RecordType<WorkflowExecutionId, WorkflowExecution> WORKFLOW_EXECUTIONS =
            RecordType.<WorkflowExecutionId, WorkflowExecution>of(
                            "workflow_execution", "workflow-executions", "workflow_executions", WorkflowExecution.class)
                    .references("workspaceId", WORKSPACES)
                    .references("triggerId", WORKFLOW_TRIGGERS)
                    .references("leadId", LEADS)
                    .unique("eventId", "triggerId")
                    .filteredBy("workspaceId", "triggerId", "eventId", "leadId", "status");

    public static final RecordType<EventSetAsideId, EventSetAside> EVENTS_SET_ASIDE =
            RecordType.<EventSetAsideId, EventSetAside>of(
                            "event_set_aside", "events/set-aside", "events_set_aside", EventSetAside.class)
                    // Nothing is declared as a reference: it is kept when its workspace is gone.
                    .unique("eventId", "listener")
                    .filteredBy("workspaceId", "listener", "eventId", "eventType");

    /** All of them, each after those that it references. */
    public static final List<RecordType<?, ?>> ALL = List.of(
            WORKSPACES,
            BRAND_PROFILES,
            ICP_SEGMENTS,
            OFFERS,
            PLANS,
            MILESTONES,
            FUNNELS,
            FUNNEL_STAGES,
            CAMPAIGNS,
            CAMPAIGN_CHANNELS,
            CONTENT_ASSETS,
            CONTENT_VARIANTS,
            CALENDAR_EVENTS,
            CONVERSATIONS,
            METRICS_SNAPSHOTS,
            WEEKLY_SUMMARIES,
            RECOMMENDATIONS,
            CONTACTS,
            LEADS,
            NOTES,
            SEQUENCES,
            SEQUENCE_RUNS,
            CHANNEL_CONNECTIONS,
            SENDING_POLICIES,
            OUTBOUND_MESSAGES,
            SUPPRESSIONS,
            AUTOMATION_STEPS,
            WORKFLOW_TRIGGERS,
            WORKFLOW_EXECUTIONS,
            API_KEYS,
            FORM_TOKENS,
            WEBHOOK_SOURCES,
            WEBHOOK_ENDPOINTS,
            WEBHOOK_DELIVERIES,
            WEBHOOK_EVENTS,
            EVENTS_SET_ASIDE);

    /** The nouns of those of which every version is kept. */
    public static final Set<String> VERSIONED = Stream.of(
                    PLANS, MILESTONES, FUNNELS, FUNNEL_STAGES, CONTENT_ASSETS, CONTENT_VARIANTS, WORKFLOW_TRIGGERS)
            .map(RecordType::noun)
            .collect(Collectors.toUnmodifiableSet());

    private RecordTypes() {}
}
