package io.aicmo.port.crm;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.Tx;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The spine: applies decisions, and reads what came of them.
 *
 * <p>Applying a decision, in this order:
 *
 * <ol>
 *   <li><b>Seen before?</b> An event of this tenant, channel, provider and provider event id is recorded once. Again,
 *       it changes nothing and is answered {@link SpineOutcome.Duplicate} with the first time's activity; within one
 *       call the first of equals is the first time.
 *   <li><b>Who?</b> A lead or contact that is named must live in the tenant. An e-mail address or phone number must
 *       be a living contact's. Where no party is named, or none by that address exists, the message that is answered
 *       (or that the event is about) tells it: one that was remembered by a Message-ID in {@code inReplyTo}, or in
 *       {@code messageId} for an event that starts no thread. Where several parties are named they must be one person; a
 *       message of another person tells nothing. Of a person's leads, the one named; else that of the message; else that
 *       of the event's campaign; else, of those in the decision's workspaces if there are any, the newest that is not
 *       closed; else the newest; else none. Refused: {@code lead.unknown}, {@code contact.unknown}, {@code
 *       party.unknown} (the field is the address that was given, else the message), {@code party.differs} (the first
 *       field that is of another person than those before it: lead, contact, e-mail address, phone number).
 *   <li><b>Which campaign?</b> The one named, which must live in the tenant ({@code campaign.unknown}); else that of
 *       the answered message; else the lead's; else the direct campaign of the lead's workspace; else that of the
 *       tenant's oldest workspace, among the decision's workspaces.
 *   <li><b>Whose workspace?</b> Where the decision is limited to workspaces, the lead and the campaign that were found
 *       must be of one of them: {@link SpineOutcome.Elsewhere}. What concerns the person as such, consent and the pause
 *       that comes with it, holds in all workspaces, as the person does.
 *   <li><b>Then all of this or nothing</b>: the raw event; the activity; one more of the statistic for campaign,
 *       channel and the day of {@code occurredAt} in the tenant's time zone; the lead's status forward by rank and its
 *       last contact forward in time; the campaign's reply count; the sequences paused, each with the reason and time of
 *       the <em>earliest</em> event that paused it (of two at the same
 *       moment, of the reason that is first in the alphabet; a stopped or completed run stays); consents merged by {@link
 *       io.aicmo.domain.crm.Consent#merge}; the message remembered by its Message-ID, the first time only; the
 *       follow-up jobs enqueued (a lead is scored only if there is one).
 * </ol>
 *
 * <p>A record that this changes (lead, campaign, contact, run) gets its next version and a new {@code updatedAt}, as with
 * any other change.
 *
 * <p>Decisions commute: whatever the order and the grouping, concurrent or not, the same events leave the same state.
 */
public interface SpineStore {
    /**
     * Applies decisions, of any tenants, durably: whatever is answered is kept when this returns. Concurrent calls may
     * share a commit. One outcome per decision, in their order.
     *
     * @throws io.aicmo.port.Unavailable if too much is waiting already, or the store is away; nothing was applied
     */
    List<SpineOutcome> apply(List<SpineDecision> decisions);

    /**
     * Whether so much is waiting that what comes now would probably be refused; whoever asks first need not read what
     * they would bring.
     */
    default boolean isBusy() {
        return false;
    }

    /**
     * Applies decisions of the transaction's tenant as part of it: kept if and only if it commits.
     *
     * @throws IllegalArgumentException if a decision is another tenant's
     */
    List<SpineOutcome> apply(Tx tx, List<SpineDecision> decisions);

    /** What an event was attributed to, as a duplicate of it is answered; empty if it was not recorded. */
    Optional<SpineOutcome.Attribution> find(Tx tx, String channel, String provider, String providerEventId);

    /** A lead's activities, those that happened last first; empty for a lead that is unknown or deleted. */
    Page<Activity> timeline(Tx tx, LeadId lead, @Nullable Position after, int limit);

    /**
     * A person's activities, as a lead or not, those that happened last first; empty for a contact that is unknown or
     * deleted. An actor that may enter some workspaces sees what happened to their leads, and without a lead because of
     * their campaigns.
     */
    Page<Activity> timeline(Tx tx, ContactId contact, @Nullable Position after, int limit);

    /** A campaign's daily statistics from one day to another, both included, by day and channel. */
    List<DailyStats> dailyStats(Tx tx, CampaignId campaign, LocalDate from, LocalDate to);

    /** Counts a campaign's days and replies anew from its recorded activities, and corrects what differs. */
    Rebuilt rebuildStats(Tx tx, CampaignId campaign);

    /** Counts, rule by rule, what breaks the rule that nothing is orphaned. */
    List<IntegrityRule> integrity(Tx tx);

    /** What a recount found: how many (day, channel) rows there are now, and where the kept figures were wrong. */
    record Rebuilt(long days, List<Difference> differences) {}

    /** A figure that a recount corrected; {@code stat} is the column, or {@code reply_count} of the campaign itself. */
    record Difference(@Nullable LocalDate day, @Nullable String channel, String stat, long kept, long counted) {}

    /** One rule, how many rows it looked at, and how many break it. */
    record IntegrityRule(String rule, long checked, long broken) {}
}
