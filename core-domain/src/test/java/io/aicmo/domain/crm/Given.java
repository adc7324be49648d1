package io.aicmo.domain.crm;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Readable beginnings for the tests of this area. Ids count upwards, time stands still. */
public final class Given {
    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    public static final TenantId TENANT = new TenantId(new UUID(0, 1));

    private static final AtomicLong NEXT = new AtomicLong(1_000);

    private Given() {}

    public static UUID anId() {
        return new UUID(0, NEXT.incrementAndGet());
    }

    /** Ids that begin at 1 each time. */
    static Supplier<UUID> idsFromOne() {
        AtomicLong next = new AtomicLong();
        return () -> new UUID(0, next.incrementAndGet());
    }

    static Instant hoursAgo(long hours) {
        return NOW.minus(Duration.ofHours(hours));
    }

    static Contact aContact() {
        return aContact("ada@engines.example");
    }

    static Contact aContact(String email) {
        return Contact.meet(new ContactId(anId()), Contact.Profile.of(new EmailAddress(email)), NOW);
    }

    static Lead aLead() {
        return Lead.capture(
                new LeadId(anId()), new ContactId(anId()), new WorkspaceId(anId()), new CampaignId(anId()), null, NOW);
    }

    static Lead aLead(LeadStatus status) {
        Lead lead = aLead();
        return lead.edited(new Lead.Edit(status, null, null, null, null), NOW);
    }

    static Lead aLeadOf(UserId owner) {
        return aLead().ownedBy(owner, NOW);
    }

    static SequenceStep aStep(String channel) {
        return new SequenceStep(
                new SequenceStepId(anId()), new SequenceId(anId()), 0, channel, 24, "Hello", "Hello there");
    }

    static SequenceRun anActiveRun() {
        return SequenceRun.enroll(
                new SequenceRunId(anId()), aStep("email"), aLead(), aContact(), Deliverability.DELIVERABLE, NOW);
    }

    /** What is decided about something that happened an hour ago. */
    static SpineDecision decisionOn(String type) {
        return decisionOn(event(type), hoursAgo(1));
    }

    static SpineDecision decisionOn(ChannelEvent event, Instant at) {
        return new SpineRules(Channels.catalogue()).decide(TENANT, at(event, at), NOW, Given::anId);
    }

    /** An e-mail, text message, call … of this type, which happened an hour ago. */
    static ChannelEvent event(String type) {
        return event(type, channelOf(type), Map.of());
    }

    static ChannelEvent event(String type, Map<String, Object> meta) {
        return event(type, channelOf(type), meta);
    }

    static ChannelEvent event(String type, String channel, Map<String, Object> meta) {
        return new ChannelEvent(
                channel,
                type,
                "provider",
                anId().toString(),
                Party.email(new EmailAddress("ada@engines.example")),
                null,
                hoursAgo(1),
                null,
                List.of(),
                meta,
                null);
    }

    static ChannelEvent at(ChannelEvent event, Instant at) {
        return new ChannelEvent(
                event.channel(),
                event.activityType(),
                event.provider(),
                event.providerEventId(),
                event.party(),
                event.campaignId(),
                at,
                event.messageId(),
                event.inReplyTo(),
                event.meta(),
                event.orchestratorAction());
    }

    static ActivityId anActivity() {
        return new ActivityId(anId());
    }

    private static String channelOf(String type) {
        return type.startsWith("landing_") ? "landing_page" : type.substring(0, type.indexOf('_'));
    }
}
