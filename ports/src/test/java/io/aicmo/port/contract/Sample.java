package io.aicmo.port.contract;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.AssetStatus;
import io.aicmo.domain.cmo.BrandProfile;
import io.aicmo.domain.cmo.BudgetShare;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignChannel;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.cmo.ContentAsset;
import io.aicmo.domain.cmo.ContentVariant;
import io.aicmo.domain.cmo.Conversation;
import io.aicmo.domain.cmo.Funnel;
import io.aicmo.domain.cmo.FunnelStage;
import io.aicmo.domain.cmo.FunnelStatus;
import io.aicmo.domain.cmo.Generation;
import io.aicmo.domain.cmo.IcpSegment;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.cmo.Kpi;
import io.aicmo.domain.cmo.MarketSophistication;
import io.aicmo.domain.cmo.Metric;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.cmo.Milestone;
import io.aicmo.domain.cmo.MilestoneStatus;
import io.aicmo.domain.cmo.Offer;
import io.aicmo.domain.cmo.OfferStatus;
import io.aicmo.domain.cmo.Plan;
import io.aicmo.domain.cmo.PlanStatus;
import io.aicmo.domain.cmo.Recommendation;
import io.aicmo.domain.cmo.RecommendationStatus;
import io.aicmo.domain.cmo.Theme;
import io.aicmo.domain.cmo.WeekFigure;
import io.aicmo.domain.cmo.WeeklySummary;
import io.aicmo.domain.cmo.draft.RecommendationDraft;
import io.aicmo.domain.cmo.draft.SummaryWording;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.crm.Consent;
import io.aicmo.domain.crm.ConsentState;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.event.EventSetAside;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.FrequencyCap;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.SendingPolicy;
import io.aicmo.domain.messaging.Suppression;
import io.aicmo.domain.shared.AgentRunId;
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
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.EventSetAsideId;
import io.aicmo.domain.shared.FormTokenId;
import io.aicmo.domain.shared.FunnelId;
import io.aicmo.domain.shared.FunnelStageId;
import io.aicmo.domain.shared.IcpSegmentId;
import io.aicmo.domain.shared.Id;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.OfferId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.domain.shared.PlanId;
import io.aicmo.domain.shared.RecommendationId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.SendingPolicyId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.SuppressionId;
import io.aicmo.domain.shared.WebhookDeliveryId;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookEventId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.shared.WebhookSourceId;
import io.aicmo.domain.shared.WeeklySummaryId;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.ApiKey;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.WebhookSource;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.domain.webhook.DeliveryAttempt;
import io.aicmo.domain.webhook.DeliveryStatus;
import io.aicmo.domain.webhook.DisabledReason;
import io.aicmo.domain.webhook.EndpointHealth;
import io.aicmo.domain.webhook.WebhookDelivery;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.domain.webhook.WebhookEvent;
import io.aicmo.domain.webhook.WebhookEventStatus;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.StepOutcome;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.RecordType;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How to make records of one type: valid, each different from the last, every component filled, with the records that
 * they name kept already. A new {@link RecordTypes record type} needs one here.
 *
 * @param maker makes one for a tenant, not kept
 * @param companion keeps what must come into the world together with it
 */
public record Sample<I extends Id, R extends Record & Entity<I>>(
        RecordType<I, R> type, Function<Home, R> maker, BiConsumer<Tx, With<R>> companion) {

    /** A record that was kept, and whose it is. */
    record With<R>(Home home, R record) {}

    private static final String HOSTILE = "Grüße aus 東京 👩‍🚀 'quoted' \"double\" \\ back; -- {json} %s $1 :name ?";

    /** One of every type. */
    public static Stream<Sample<?, ?>> all() {
        return SAMPLES.stream();
    }

    /** Those whose records must differ in something. */
    public static Stream<Sample<?, ?>> withUniques() {
        return all().filter(sample -> !sample.type.uniques().isEmpty());
    }

    /** Those whose records name others. */
    public static Stream<Sample<?, ?>> withReferences() {
        return all().filter(sample -> !sample.type.references().isEmpty());
    }

    /** A valid record, not kept; what it names is. */
    public R record(Home home) {
        return maker.apply(home);
    }

    /** Keeps a record. */
    public R keep(Tx tx, Home home, R record) {
        R kept = home.store(type).insert(tx, record);
        companion.accept(tx, new With<>(home, kept));
        return kept;
    }

    /** Keeps a record in a transaction of its own. */
    public R kept(Home home, R record) {
        return home.write(tx -> keep(tx, home, record));
    }

    /** A record that is kept. */
    public R kept(Home home) {
        return kept(home, record(home));
    }

    /** What {@code record} could be changed into: all but its identity is another. */
    public R changed(Home home, R record) {
        R other = Components.with(record(home), List.of("id", "createdAt", "version"), record);
        return type.type().equals(Workspace.class)
                ? Components.with(other, List.of("directCampaignId"), record)
                : other;
    }

    /** The same record with nothing in it that may be missing. */
    public R bare(R record) {
        // A run that is paused says why, and content that is scheduled says when.
        if (type.type().equals(SequenceRun.class)) {
            return Components.bare(record, Map.of("status", RunStatus.ACTIVE));
        }
        return type.type().equals(ContentAsset.class)
                ? Components.bare(record, Map.of("status", AssetStatus.APPROVED))
                : Components.bare(record);
    }

    @Override
    public String toString() {
        return type.plural();
    }

    private static final Sample<WorkspaceId, Workspace> WORKSPACES = new Sample<>(
            RecordTypes.WORKSPACES,
            home -> Workspace.open(new WorkspaceId(World.id()), text(), new CampaignId(World.id()), World.NOW),
            (tx, kept) -> kept.home()
                    .store(RecordTypes.CAMPAIGNS)
                    .insert(
                            tx,
                            Campaign.direct(
                                    kept.record().directCampaignId(),
                                    kept.record().id(),
                                    List.of("email"),
                                    World.NOW)));

    private static final Generation GENERATION = new Generation(
            "plan_90day", "3", "google/gemini-2.5-flash", Money.of("0.000123", "USD"), new AgentRunId(World.id()));

    private static final Sample<BrandProfileId, BrandProfile> BRAND_PROFILES = of(
            RecordTypes.BRAND_PROFILES,
            home -> BrandProfile.of(
                    new BrandProfileId(World.id()),
                    home.aWorkspace().id(),
                    new BrandProfile.Edit(
                            text(),
                            "https://example.com/" + World.word(),
                            text(),
                            text(),
                            text(),
                            text(),
                            text(),
                            text(),
                            text(),
                            text(),
                            List.of(text()),
                            List.of(text(), text()),
                            List.of("be found"),
                            List.of("never shout"),
                            List.of(text()),
                            List.of("email", "sms"),
                            Money.of("1200.50", "EUR")),
                    GENERATION,
                    World.NOW));

    private static final Sample<IcpSegmentId, IcpSegment> ICP_SEGMENTS = of(
            RecordTypes.ICP_SEGMENTS,
            home -> IcpSegment.of(
                    new IcpSegmentId(World.id()),
                    home.aWorkspace().id(),
                    new IcpSegment.Edit(
                            text(),
                            "ICP-001",
                            text(),
                            any(IcpSegment.Rank.values()),
                            attributes(),
                            attributes(),
                            attributes(),
                            new MarketSophistication(3, text()),
                            Map.of("fit", 80, "urgency", 0),
                            text()),
                    GENERATION,
                    World.NOW));

    private static final Sample<OfferId, Offer> OFFERS = of(RecordTypes.OFFERS, home -> {
        IcpSegment segment = ICP_SEGMENTS.kept(home);
        return Offer.of(
                new OfferId(World.id()),
                segment.workspaceId(),
                new Offer.Edit(
                        segment.id(),
                        text(),
                        text(),
                        text(),
                        Money.of("99.95", "USD"),
                        "a month",
                        List.of(text(), text()),
                        text(),
                        text(),
                        text(),
                        "https://example.com/" + World.word(),
                        any(OfferStatus.values())),
                GENERATION,
                World.NOW);
    });

    private static final Sample<PlanId, Plan> PLANS = of(RecordTypes.PLANS, home -> {
        Offer offer = OFFERS.kept(home);
        return Plan.drafted(
                new PlanId(World.id()),
                offer.workspaceId(),
                new Plan.Edit(
                        offer.icpSegmentId(),
                        offer.id(),
                        text(),
                        text(),
                        text(),
                        PlanStatus.DRAFT,
                        LocalDate.of(2026, 3, 2),
                        List.of(new Theme(1, text(), null), new Theme(3, text(), text())),
                        List.of(new Kpi(text(), "%", new BigDecimal("12.50"), new BigDecimal("1"))),
                        Money.of("3000", "EUR"),
                        List.of(
                                new BudgetShare("email", new BigDecimal("33.25")),
                                new BudgetShare("content", new BigDecimal("66.75")))),
                GENERATION,
                World.NOW);
    });

    private static final Sample<MilestoneId, Milestone> MILESTONES = of(
            RecordTypes.MILESTONES,
            home -> Milestone.of(
                    PLANS.kept(home),
                    new MilestoneId(World.id()),
                    new Milestone.Edit(text(), text(), LocalDate.of(2026, 5, 30), any(MilestoneStatus.values())),
                    World.NOW));

    private static final Sample<FunnelId, Funnel> FUNNELS = of(RecordTypes.FUNNELS, home -> {
        Plan plan = PLANS.kept(home);
        return Funnel.drafted(
                new FunnelId(World.id()),
                plan.workspaceId(),
                new Funnel.Edit(plan.id(), plan.icpSegmentId(), plan.offerId(), text(), text(), FunnelStatus.DRAFT),
                GENERATION,
                World.NOW);
    });

    private static final AtomicInteger PLACES = new AtomicInteger();

    private static final Sample<FunnelStageId, FunnelStage> FUNNEL_STAGES = of(
            RecordTypes.FUNNEL_STAGES,
            home -> FunnelStage.of(
                    FUNNELS.kept(home),
                    new FunnelStageId(World.id()),
                    new FunnelStage.Edit(
                            Math.floorMod(PLACES.getAndIncrement(), FunnelStage.MOST),
                            text(),
                            text(),
                            text(),
                            new BigDecimal("12.50"),
                            List.of("landing_page", "email"),
                            List.of(AssetKind.LANDING_PAGE, AssetKind.EMAIL)),
                    World.NOW));

    private static final Sample<CampaignId, Campaign> CAMPAIGNS = of(RecordTypes.CAMPAIGNS, home -> {
        Plan plan = PLANS.kept(home);
        return new Campaign(
                new CampaignId(World.id()),
                plan.workspaceId(),
                plan.id(),
                plan.icpSegmentId(),
                plan.offerId(),
                text(),
                text(),
                text(),
                any(CampaignStatus.values()),
                List.of("sms", "email"),
                any(Intensity.values()),
                List.of(new CampaignPhase(text(), null, 1, 14), new CampaignPhase(text(), text(), 15, 90)),
                LocalDate.of(2026, 3, 2),
                LocalDate.of(2026, 5, 30),
                ThreadLocalRandom.current().nextInt(101),
                0,
                false,
                GENERATION,
                World.NOW,
                World.NOW,
                1,
                null);
    });

    private static final Sample<CampaignChannelId, CampaignChannel> CAMPAIGN_CHANNELS =
            of(RecordTypes.CAMPAIGN_CHANNELS, home -> {
                Campaign campaign = home.aCampaign(home.aWorkspace().id());
                return new CampaignChannel(
                        new CampaignChannelId(World.id()),
                        campaign.workspaceId(),
                        campaign.id(),
                        World.word(),
                        "twice a week",
                        text(),
                        Money.of("0.5", "EUR"),
                        true,
                        attributes(),
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static final Sample<ContentAssetId, ContentAsset> CONTENT_ASSETS = of(RecordTypes.CONTENT_ASSETS, home -> {
        FunnelStage stage = FUNNEL_STAGES.kept(home);
        Campaign campaign = home.aCampaign(stage.workspaceId());
        return new ContentAsset(
                new ContentAssetId(World.id()),
                campaign.workspaceId(),
                campaign.id(),
                stage.id(),
                any(AssetKind.values()),
                any("email", "sms", "voice"),
                ThreadLocalRandom.current().nextInt(1000),
                ThreadLocalRandom.current().nextInt(100),
                text(),
                text(),
                text() + "\nand a second line.",
                attributes(),
                AssetStatus.SCHEDULED,
                World.NOW.plus(Duration.ofDays(2)),
                GENERATION,
                World.NOW,
                World.NOW,
                1,
                null);
    });

    private static final Sample<ContentVariantId, ContentVariant> CONTENT_VARIANTS =
            of(RecordTypes.CONTENT_VARIANTS, home -> {
                ContentAsset asset = CONTENT_ASSETS.kept(home);
                return new ContentVariant(
                        new ContentVariantId(World.id()),
                        asset.workspaceId(),
                        asset.id(),
                        World.word(),
                        ThreadLocalRandom.current().nextInt(101),
                        text(),
                        text(),
                        text(),
                        attributes(),
                        GENERATION,
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static final Sample<CalendarEventId, CalendarEvent> CALENDAR_EVENTS =
            of(RecordTypes.CALENDAR_EVENTS, home -> {
                ContentAsset asset = CONTENT_ASSETS.kept(home);
                return CalendarEvent.of(
                        new CalendarEventId(World.id()),
                        asset.workspaceId(),
                        new CalendarEvent.Edit(
                                asset.campaignId(),
                                asset.id(),
                                MILESTONES.kept(home).id(),
                                any(CalendarEvent.Kind.values()),
                                text(),
                                "email",
                                text(),
                                World.NOW,
                                World.NOW.plus(Duration.ofHours(1)),
                                any(CalendarEvent.Status.values())),
                        World.NOW);
            });

    private static final Sample<ConversationId, Conversation> CONVERSATIONS = of(
            RecordTypes.CONVERSATIONS,
            home -> Conversation.begun(
                            new ConversationId(World.id()), home.aWorkspace().id(), "brand_intake", World.NOW)
                    .said(text(), false, text(), World.word(), World.NOW)
                    .said("skip", true, text(), World.word(), World.NOW));

    private static final Sample<MetricsSnapshotId, MetricsSnapshot> METRICS_SNAPSHOTS =
            of(RecordTypes.METRICS_SNAPSHOTS, home -> {
                Campaign campaign = home.aCampaign();
                ThreadLocalRandom random = ThreadLocalRandom.current();
                return new MetricsSnapshot(
                        new MetricsSnapshotId(World.id()),
                        campaign.workspaceId(),
                        campaign.id(),
                        "ads_" + World.word(),
                        LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100_000)),
                        World.word() + " 'quoted' \\ :name",
                        random.nextLong(1_000_000),
                        random.nextLong(10_000),
                        random.nextLong(1_000),
                        random.nextLong(100),
                        new BigDecimal("1250.505"),
                        new BigDecimal("99.000001"),
                        "EUR",
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static final Sample<WeeklySummaryId, WeeklySummary> WEEKLY_SUMMARIES = of(
            RecordTypes.WEEKLY_SUMMARIES,
            home -> new WeeklySummary(
                    new WeeklySummaryId(World.id()),
                    home.aWorkspace().id(),
                    LocalDate.of(2026, 3, 2)
                            .plusWeeks(ThreadLocalRandom.current().nextInt(10_000)),
                    "EUR",
                    List.of(
                            new WeekFigure(
                                    Metric.CPL, new BigDecimal("12.5"), new BigDecimal("0.000001"), BigDecimal.TEN),
                            new WeekFigure(Metric.ROAS, null, null, null)),
                    new SummaryWording(text(), text(), List.of(text(), text()), List.of(), List.of(text())),
                    GENERATION,
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<RecommendationId, Recommendation> RECOMMENDATIONS =
            of(RecordTypes.RECOMMENDATIONS, home -> {
                Campaign campaign = home.aCampaign();
                return new Recommendation(
                        new RecommendationId(World.id()),
                        campaign.workspaceId(),
                        campaign.id(),
                        text(),
                        text(),
                        text(),
                        text(),
                        new BigDecimal("0.8125"),
                        List.of(
                                new RecommendationDraft.Evidence(text(), new BigDecimal("-1250.505")),
                                new RecommendationDraft.Evidence("email.ctr", new BigDecimal("0.034"))),
                        any(RecommendationStatus.values()),
                        "user " + World.id(),
                        World.NOW.minusSeconds(5),
                        GENERATION,
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    static final Sample<ContactId, Contact> CONTACTS = of(
            RecordTypes.CONTACTS,
            home -> new Contact(
                    new ContactId(World.id()),
                    new EmailAddress(World.word() + "+ü@example.com"),
                    World.NOW.minus(Duration.ofDays(3)),
                    new PhoneNumber("+1" + ThreadLocalRandom.current().nextLong(1_000_000_000L, 10_000_000_000L)),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    Map.of(
                            "email", new Consent(ConsentState.GRANTED, World.NOW.minusSeconds(5)),
                            "sms", new Consent(ConsentState.WITHDRAWN, World.NOW)),
                    attributes(),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<LeadId, Lead> LEADS = of(RecordTypes.LEADS, home -> {
        Campaign campaign = home.aCampaign(home.aWorkspace().id());
        return new Lead(
                new LeadId(World.id()),
                home.aContact().id(),
                campaign.workspaceId(),
                campaign.id(),
                home.aMember(Role.REP),
                any(LeadStatus.values()),
                ThreadLocalRandom.current().nextInt(101),
                List.of("+25 replied to us", text()),
                new BigDecimal("12500.50"),
                "EUR",
                text(),
                World.NOW.minusSeconds(60),
                World.NOW,
                World.NOW,
                1,
                null);
    });

    private static final Sample<NoteId, Note> NOTES = of(
            RecordTypes.NOTES,
            home -> new Note(
                    new NoteId(World.id()),
                    home.aLead().id(),
                    home.aMember(Role.REP),
                    text() + "\nand a second line\t.",
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<SequenceId, Sequence> SEQUENCES = of(RecordTypes.SEQUENCES, home -> {
        Campaign campaign = home.aCampaign();
        return new Sequence(
                new SequenceId(World.id()),
                campaign.workspaceId(),
                campaign.id(),
                text(),
                new SendingHours(List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), LocalTime.of(7, 30), LocalTime.of(21, 0)),
                World.NOW,
                World.NOW,
                1,
                null);
    });

    private static final Sample<SequenceRunId, SequenceRun> SEQUENCE_RUNS = of(RecordTypes.SEQUENCE_RUNS, home -> {
        Lead lead = home.aLead();
        return new SequenceRun(
                new SequenceRunId(World.id()),
                home.aSequence().id(),
                lead.id(),
                lead.contactId(),
                RunStatus.PAUSED,
                ThreadLocalRandom.current().nextInt(50),
                World.NOW.plus(Duration.ofDays(2)),
                SequenceRun.MANUAL,
                World.NOW,
                null,
                World.NOW,
                World.NOW,
                1,
                null);
    });

    private static final Sample<ChannelConnectionId, ChannelConnection> CHANNEL_CONNECTIONS = of(
            RecordTypes.CHANNEL_CONNECTIONS,
            home -> new ChannelConnection(
                    new ChannelConnectionId(World.id()),
                    any("email", "sms", "slack"),
                    World.word(),
                    text(),
                    World.word() + "@example.com",
                    Map.of("host", "mail.example.com", "note", text()),
                    new Sealed(Sealed.PREFIX + World.word()),
                    ThreadLocalRandom.current().nextInt(500),
                    ThreadLocalRandom.current().nextBoolean()
                            ? null
                            : new SendingHours(
                                    List.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), LocalTime.of(7, 30), LocalTime.NOON),
                    ThreadLocalRandom.current().nextBoolean(),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<SendingPolicyId, SendingPolicy> SENDING_POLICIES = of(
            RecordTypes.SENDING_POLICIES,
            home -> new SendingPolicy(
                    new SendingPolicyId(World.id()),
                    home.aWorkspace().id(),
                    new SendingHours(List.of(DayOfWeek.SATURDAY), LocalTime.of(9, 0), LocalTime.of(9, 15)),
                    new FrequencyCap(2, 48),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<OutboundMessageId, OutboundMessage> OUTBOUND_MESSAGES =
            of(RecordTypes.OUTBOUND_MESSAGES, home -> {
                SequenceRun run = SEQUENCE_RUNS.kept(home);
                return new OutboundMessage(
                        new OutboundMessageId(World.id()),
                        home.workspace().id(),
                        home.aCampaign().id(),
                        run.leadId(),
                        run.contactId(),
                        run.id(),
                        ThreadLocalRandom.current().nextInt(50),
                        any("email", "sms"),
                        any("smtp", "resend"),
                        CHANNEL_CONNECTIONS.kept(home).id(),
                        World.word() + "@example.com",
                        World.word() + "@example.org",
                        text(),
                        text(),
                        any(true, false),
                        World.word() + "@example.com",
                        any(MessageStatus.values()),
                        3,
                        text(),
                        World.word(),
                        World.NOW.plus(Duration.ofHours(1)),
                        World.NOW,
                        World.NOW,
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static final Sample<SuppressionId, Suppression> SUPPRESSIONS = of(
            RecordTypes.SUPPRESSIONS,
            home -> new Suppression(
                    new SuppressionId(World.id()),
                    World.word() + "@example.com",
                    World.word(),
                    text(),
                    World.NOW,
                    text(),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<AutomationStepId, AutomationStep> AUTOMATION_STEPS =
            of(RecordTypes.AUTOMATION_STEPS, home -> {
                Campaign campaign = home.aCampaign();
                return new AutomationStep(
                        new AutomationStepId(World.id()),
                        campaign.workspaceId(),
                        campaign.id(),
                        ThreadLocalRandom.current().nextInt(1000),
                        any(AutomationStep.Kind.values()),
                        text(),
                        attributes(),
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static final Sample<WorkflowTriggerId, WorkflowTrigger> WORKFLOW_TRIGGERS = of(
            RecordTypes.WORKFLOW_TRIGGERS,
            home -> new WorkflowTrigger(
                    new WorkflowTriggerId(World.id()),
                    home.aWorkspace().id(),
                    text(),
                    "lead." + World.word(),
                    List.of(new Condition("lead.source", Condition.Operator.EQUALS, List.of(text()))),
                    steps(),
                    ThreadLocalRandom.current().nextBoolean(),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final Sample<WorkflowExecutionId, WorkflowExecution> WORKFLOW_EXECUTIONS =
            of(RecordTypes.WORKFLOW_EXECUTIONS, home -> {
                WorkflowTrigger trigger = WORKFLOW_TRIGGERS.kept(home);
                return new WorkflowExecution(
                        new WorkflowExecutionId(World.id()),
                        trigger.id(),
                        ThreadLocalRandom.current().nextInt(1, 1_000),
                        trigger.workspaceId(),
                        new EventId(World.id()),
                        "lead." + World.word(),
                        home.aLead().id(),
                        attributes(),
                        ThreadLocalRandom.current().nextInt(1, 1_000),
                        steps(),
                        ThreadLocalRandom.current().nextInt(1, 1_000),
                        any(WorkflowExecution.Status.values()),
                        List.of(new StepOutcome(0, StepOutcome.Result.DONE, text(), World.NOW)),
                        World.NOW.plusSeconds(ThreadLocalRandom.current().nextInt(1, 100_000)),
                        World.NOW,
                        World.NOW,
                        1,
                        null);
            });

    private static List<WorkflowStep> steps() {
        return List.of(
                WorkflowStep.only(new Condition("event.to", Condition.Operator.EXISTS, List.of())),
                WorkflowStep.action("add_note", Map.of("body", text())),
                WorkflowStep.waiting(ThreadLocalRandom.current().nextInt(1, 1_000)),
                WorkflowStep.approval());
    }

    static final Sample<ApiKeyId, ApiKey> API_KEYS = of(
            RecordTypes.API_KEYS,
            home -> new ApiKey(
                    new ApiKeyId(World.id()),
                    text(),
                    "ak_" + World.word().substring(0, 6),
                    hash(),
                    any(Role.values()),
                    List.of(Permission.LEADS_WRITE_ALL, Permission.EVENTS_WRITE),
                    List.of(home.workspace().id()),
                    World.NOW.plus(Duration.ofDays(365)),
                    World.NOW.plus(Duration.ofDays(30)),
                    World.NOW.plus(Duration.ofDays(1)),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    static final Sample<FormTokenId, FormToken> FORM_TOKENS = of(RecordTypes.FORM_TOKENS, home -> {
        Campaign campaign = home.aCampaign();
        return new FormToken(
                new FormTokenId(World.id()),
                campaign.workspaceId(),
                campaign.id(),
                "ft_" + World.word().substring(0, 6),
                hash(),
                List.of("https://example.com", "https://münchen.example"),
                World.NOW,
                World.NOW,
                1,
                null);
    });

    static final Sample<WebhookSourceId, WebhookSource> WEBHOOK_SOURCES = of(
            RecordTypes.WEBHOOK_SOURCES,
            home -> new WebhookSource(
                    new WebhookSourceId(World.id()),
                    any("generic", "resend", "twilio"),
                    home.aCampaign().id(),
                    new Sealed(Sealed.PREFIX + World.word() + "-_"),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    static final Sample<WebhookEndpointId, WebhookEndpoint> WEBHOOK_ENDPOINTS = of(
            RecordTypes.WEBHOOK_ENDPOINTS,
            home -> new WebhookEndpoint(
                    new WebhookEndpointId(World.id()),
                    "https://" + World.word() + ".example.com/hooks",
                    List.of("lead.*", "job.finished"),
                    home.aCampaign().id(),
                    text(),
                    any(true, false),
                    new Sealed(Sealed.PREFIX + World.word()),
                    new Sealed(Sealed.PREFIX + World.word()),
                    World.NOW.plusSeconds(60),
                    "whpk_" + World.word(),
                    new EndpointHealth(3, World.NOW, World.NOW, DisabledReason.GONE, World.NOW),
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    static final Sample<WebhookDeliveryId, WebhookDelivery> WEBHOOK_DELIVERIES = new Sample<>(
            RecordTypes.WEBHOOK_DELIVERIES,
            home -> new WebhookDelivery(
                    new WebhookDeliveryId(World.id()),
                    WEBHOOK_ENDPOINTS.kept(home).id(),
                    new WebhookMessageId(World.id()),
                    any("lead.created", "job.finished"),
                    World.NOW,
                    Map.of("word", text(), "list", List.of(1, "two")),
                    any(DeliveryStatus.values()),
                    1,
                    World.NOW,
                    List.of(new DeliveryAttempt(World.NOW, 503, "busy", "answered 503", 12)),
                    World.NOW,
                    World.NOW,
                    1,
                    null),
            (tx, kept) -> {});

    static final Sample<WebhookEventId, WebhookEvent> WEBHOOK_EVENTS = of(
            RecordTypes.WEBHOOK_EVENTS,
            home -> new WebhookEvent(
                    new WebhookEventId(World.id()),
                    WEBHOOK_SOURCES.kept(home).id(),
                    World.word(),
                    "evt_" + World.word(),
                    any("invoice.paid", "event_callback"),
                    new WebhookEvent.Request("https://a.example/?source=1", Map.of("x-type", text()), "e30="),
                    any(WebhookEventStatus.values()),
                    2,
                    text(),
                    Map.of("accepted", 1),
                    World.NOW,
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    static final Sample<EventSetAsideId, EventSetAside> EVENTS_SET_ASIDE = of(
            RecordTypes.EVENTS_SET_ASIDE,
            home -> new EventSetAside(
                    new EventSetAsideId(World.id()),
                    World.word(),
                    new EventId(World.id()),
                    "lead." + World.word(),
                    World.NOW.minusSeconds(ThreadLocalRandom.current().nextInt(1, 100_000)),
                    ThreadLocalRandom.current().nextInt(0, 5),
                    attributes(),
                    home.aWorkspace().id(),
                    ThreadLocalRandom.current().nextInt(1, 1_000),
                    text(),
                    World.NOW,
                    World.NOW,
                    World.NOW,
                    1,
                    null));

    private static final List<Sample<?, ?>> SAMPLES = List.of(
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

    private static <I extends Id, R extends Record & Entity<I>> Sample<I, R> of(
            RecordType<I, R> type, Function<Home, R> maker) {
        return new Sample<>(type, maker, (tx, kept) -> {});
    }

    /** A text that breaks what can be broken by a text, and differs from every other. */
    private static String text() {
        return World.word() + " " + HOSTILE;
    }

    private static String hash() {
        return "%032x%032x"
                .formatted(World.id().getLeastSignificantBits(), World.id().getLeastSignificantBits());
    }

    private static Map<String, Object> attributes() {
        return Map.of(
                "text",
                text(),
                "yes",
                true,
                "count",
                42,
                "list",
                List.of("a", 1, false),
                "within",
                Map.of("a key with a . and a \"", "b"));
    }

    @SafeVarargs
    private static <T> T any(T... values) {
        return values[ThreadLocalRandom.current().nextInt(values.length)];
    }
}
