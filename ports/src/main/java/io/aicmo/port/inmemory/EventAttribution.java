package io.aicmo.port.inmemory;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out to whom an event happened, and for which campaign it counts. */
final class EventAttribution {
    private final Database database;
    private final MemoryRecordStore<LeadId, Lead> leads;
    private final MemoryRecordStore<ContactId, Contact> contacts;
    private final MemoryRecordStore<CampaignId, Campaign> campaigns;
    private final MemoryRecordStore<WorkspaceId, Workspace> workspaces;

    EventAttribution(Database database) {
        this.database = database;
        this.leads = database.store(RecordTypes.LEADS);
        this.contacts = database.store(RecordTypes.CONTACTS);
        this.campaigns = database.store(RecordTypes.CAMPAIGNS);
        this.workspaces = database.store(RecordTypes.WORKSPACES);
    }

    /** Whose event it is, and which campaign's. */
    record Found(ContactId contactId, @Nullable Lead lead, CampaignId campaignId) {
        @Nullable
        LeadId leadId() {
            return lead == null ? null : lead.id();
        }
    }

    /** Whom a field names. */
    private record Named(String field, ContactId contactId) {}

    /** @throws Rejected {@code lead.unknown}, {@code contact.unknown}, {@code party.*}, {@code campaign.unknown} */
    Found find(Tx tx, SpineDecision decision) {
        ChannelEvent event = decision.event();
        List<Named> named = named(tx, event.party());
        Optional<SentMessage> message = message(tx, decision, named);
        ContactId person = Stream.concat(
                        named.stream().map(Named::contactId), message.map(SentMessage::contactId).stream())
                .findFirst()
                .orElseThrow(() -> Rejected.field(
                        event.partyField(), "party.unknown", "nobody is known by this address or message"));
        named.stream().filter(one -> !one.contactId.equals(person)).findFirst().ifPresent(other -> {
            throw Rejected.field(other.field, "party.differs", "lead, contact and address are not the same person");
        });
        Lead lead =
                leadOf(tx, person, decision, message.map(SentMessage::leadId).orElse(null));
        return new Found(person, lead, campaign(tx, decision, message, lead));
    }

    /** Whether its lead or its campaign is of a workspace that whoever tells it may not enter. */
    boolean isElsewhere(Tx tx, SpineDecision decision, Found found) {
        boolean ofOther = !mayEnter(
                decision, campaigns.any(tx, found.campaignId()).orElseThrow().workspaceId());
        return ofOther
                || (found.lead() != null && !mayEnter(decision, found.lead().workspaceId()));
    }

    /** The workspace of the lead that it happened to; without one, of the campaign. */
    WorkspaceId workspace(Tx tx, Activity activity) {
        LeadId lead = activity.leadId();
        return lead == null
                ? campaigns.any(tx, activity.campaignId()).orElseThrow().workspaceId()
                : leads.any(tx, lead).orElseThrow().workspaceId();
    }

    private static boolean mayEnter(SpineDecision decision, WorkspaceId workspace) {
        return decision.workspaces().isEmpty() || decision.workspaces().contains(workspace);
    }

    private List<Named> named(Tx tx, Party party) {
        Optional<ContactId> byLead = Optional.ofNullable(party.lead())
                .map(id -> leads.find(tx, id)
                        .orElseThrow(() -> unknown("lead", id))
                        .contactId());
        Optional<ContactId> byContact = Optional.ofNullable(party.contact())
                .map(id -> contacts.find(tx, id)
                        .orElseThrow(() -> unknown("contact", id))
                        .id());
        Optional<ContactId> byEmail = Optional.ofNullable(party.email())
                .flatMap(email -> oldest(tx, contact -> contact.email().equals(email), Optional.empty()));
        Optional<ContactId> others =
                Stream.of(byLead, byContact, byEmail).flatMap(Optional::stream).findFirst();
        Optional<ContactId> byPhone = Optional.ofNullable(party.phone())
                .flatMap(phone -> oldest(tx, contact -> phone.equals(contact.phone()), others));
        return Stream.of(
                        byLead.map(id -> new Named("lead_id", id)),
                        byContact.map(id -> new Named("contact_id", id)),
                        byEmail.map(id -> new Named("email", id)),
                        byPhone.map(id -> new Named("phone", id)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Of several people with one telephone the one that is meant anyway, else the one who was known first. */
    private Optional<ContactId> oldest(Tx tx, Predicate<Contact> who, Optional<ContactId> preferred) {
        return contacts.living(tx)
                .filter(who)
                .min(Comparator.comparing((Contact contact) ->
                                !preferred.filter(contact.id()::equals).isPresent())
                        .thenComparing(Contact::createdAt)
                        .thenComparing(contact -> contact.id().value(), ListOrder.IDS))
                .map(Contact::id);
    }

    private Optional<SentMessage> message(Tx tx, SpineDecision decision, List<Named> named) {
        ChannelEvent event = decision.event();
        Stream<String> about = decision.startsThread() ? Stream.empty() : Stream.ofNullable(event.messageId());
        Rows<String, SentMessage> messages = MemoryTx.of(tx).rows(database.messages);
        return Stream.concat(event.inReplyTo().stream(), about)
                .flatMap(id -> Stream.ofNullable(messages.get(id)))
                .filter(message -> named.isEmpty() || named.get(0).contactId.equals(message.contactId()))
                .findFirst();
    }

    private @Nullable Lead leadOf(Tx tx, ContactId person, SpineDecision decision, @Nullable LeadId ofMessage) {
        ChannelEvent event = decision.event();
        return leads.living(tx)
                .filter(lead -> lead.contactId().equals(person))
                .min(Comparator.comparing(
                                (Lead lead) -> !lead.id().equals(event.party().lead()))
                        .thenComparing(lead -> !lead.id().equals(ofMessage))
                        .thenComparing(lead -> event.campaignId() == null
                                || !event.campaignId().equals(lead.campaignId()))
                        .thenComparing(lead -> !mayEnter(decision, lead.workspaceId()))
                        .thenComparing(lead -> lead.status().isClosed())
                        .thenComparing(Lead::createdAt, Comparator.reverseOrder())
                        .thenComparing(lead -> lead.id().value(), ListOrder.IDS.reversed()))
                .orElse(null);
    }

    private CampaignId campaign(Tx tx, SpineDecision decision, Optional<SentMessage> message, @Nullable Lead lead) {
        CampaignId named = decision.event().campaignId();
        if (named != null) {
            return campaigns
                    .find(tx, named)
                    .orElseThrow(() -> unknown("campaign", named))
                    .id();
        }
        return message.map(SentMessage::campaignId)
                .or(() -> Optional.ofNullable(lead).map(Lead::campaignId))
                .or(() -> Optional.ofNullable(lead)
                        .flatMap(one -> workspaces.any(tx, one.workspaceId()))
                        .map(Workspace::directCampaignId))
                .orElseGet(() -> oldestWorkspace(tx, decision).directCampaignId());
    }

    private Workspace oldestWorkspace(Tx tx, SpineDecision decision) {
        return workspaces
                .living(tx)
                .filter(workspace -> mayEnter(decision, workspace.id()))
                .min(Comparator.comparing(Workspace::createdAt)
                        .thenComparing(workspace -> workspace.id().value(), ListOrder.IDS))
                .orElseThrow(() -> Rejected.of("campaign.unknown", "the tenant has no workspace"));
    }

    private static Rejected unknown(String noun, Object id) {
        return Rejected.field(noun + "_id", noun + ".unknown", "there is no " + noun + " " + Objects.toString(id));
    }
}
