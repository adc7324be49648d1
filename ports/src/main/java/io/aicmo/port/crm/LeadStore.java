package io.aicmo.port.crm;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What leads need beyond being records. */
public interface LeadStore {

    /** The person and the lead that an upsert left, and whether the lead is new. */
    record Upserted(ContactId contactId, LeadId leadId, boolean created) {}

    /**
     * The contact with this address and its lead in this campaign, or, without a campaign, in this workspace: found, or made, in one step, so that the same
     * request twice at once makes one of each. What the profile knows is written over what was known; what it does not
     * know stays. The source stays that of the first time.
     *
     * @param campaign the lead's campaign, or null for none
     * @param workspace the lead's workspace, which is the campaign's where there is one
     * @throws io.aicmo.domain.shared.Rejected {@code campaign.unknown}, {@code workspace.unknown}
     */
    Upserted upsert(
            Tx tx,
            Contact.Profile profile,
            @Nullable CampaignId campaign,
            WorkspaceId workspace,
            @Nullable String source,
            ContactId ifNewContact,
            LeadId ifNewLead,
            Instant now);

    /**
     * How often each type of activity happened to a lead, and when the person last did something: opened, clicked,
     * replied, booked (whatever counts as such a statistic) or submitted a form.
     */
    record Engagement(
            Map<String, Long> activities, @Nullable Instant lastEngagedAt) {}

    /** What is known of a lead's doings; nothing for an unknown lead. */
    Engagement engagement(Tx tx, LeadId lead);

    /** Whether mail goes to a contact; it does to an unknown one. */
    Deliverability deliverability(Tx tx, ContactId contact);

    /** As {@link #deliverability}, for many at once. */
    Map<ContactId, Deliverability> deliverability(Tx tx, List<ContactId> contacts);

    /**
     * Those of these channels on which everybody refuses to be contacted who is a lead of a campaign; none where nobody
     * is.
     */
    Set<String> refusing(Tx tx, CampaignId campaign, List<String> channels);

    /** Adds to a lead's score history. */
    void insert(Tx tx, LeadScore score);

    /** A lead's score history, the newest first, at most 200. */
    List<LeadScore> scores(Tx tx, LeadId lead);

    /** Everybody who could take a lead of this workspace, with how many open leads each has in all. */
    List<LeadRouter.Candidate> candidates(Tx tx, WorkspaceId workspace);
}
