package io.aicmo.domain.crm;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Decimals;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One contact's interest, usually in one campaign. A contact has at most one living lead per campaign.
 *
 * @param campaignId the campaign that brought it, or null where none did; its events then count for the workspace's
 *     direct campaign
 * @param ownerId the member who works on it, or null
 * @param score 0 to 100
 * @param scoreReasons why the score is what it is
 * @param budgetMin the least that the person would spend, in the currency of {@code budgetCurrency}, or null
 * @param budgetCurrency ISO 4217, or null
 * @param source where it came from, for example {@code landing_page:offer}
 * @param lastContactAt when somebody last spoke to somebody, or null
 */
public record Lead(
        LeadId id,
        ContactId contactId,
        WorkspaceId workspaceId,
        @Nullable CampaignId campaignId,
        @Nullable UserId ownerId,
        LeadStatus status,
        int score,
        List<String> scoreReasons,
        @Nullable BigDecimal budgetMin,
        @Nullable String budgetCurrency,
        @Nullable String source,
        @Nullable Instant lastContactAt,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<LeadId> {

    /** @throws Rejected {@code text.*}, {@code lead.budget_negative}, {@code lead.currency_invalid} */
    public Lead {
        scoreReasons = List.copyOf(scoreReasons);
        source = Text.optional(source, "source", 200);
        if (budgetMin != null && !isAmount(budgetMin)) {
            throw Rejected.field(
                    "budget_min",
                    "lead.budget_negative",
                    "budget_min must be between 0 and 999999999999999, with at most 4 decimals");
        }
        if (budgetCurrency != null && !budgetCurrency.matches("[A-Z]{3}")) {
            throw Rejected.field(
                    "budget_currency", "lead.currency_invalid", "budget_currency must be an ISO 4217 code such as EUR");
        }
    }

    /** A new lead: nobody has spoken to it, and nothing speaks for it yet. */
    public static Lead capture(
            LeadId id,
            ContactId contactId,
            WorkspaceId workspaceId,
            @Nullable CampaignId campaignId,
            @Nullable String source,
            Instant now) {
        return new Lead(
                id,
                contactId,
                workspaceId,
                campaignId,
                null,
                LeadStatus.NEW,
                0,
                List.of(),
                null,
                null,
                source,
                null,
                now,
                now,
                1,
                null);
    }

    /** What people may change about a lead. */
    public record Edit(
            LeadStatus status,
            @Nullable UserId ownerId,
            @Nullable BigDecimal budgetMin,
            @Nullable String budgetCurrency,
            @Nullable String source) {}

    /** What people may change, as it is now. */
    public Edit edit() {
        return new Edit(status, ownerId, budgetMin, budgetCurrency, source);
    }

    /** The same lead as people want it. */
    public Lead edited(Edit edit, Instant now) {
        return new Lead(
                id,
                contactId,
                workspaceId,
                campaignId,
                edit.ownerId,
                edit.status,
                score,
                scoreReasons,
                edit.budgetMin,
                edit.budgetCurrency,
                edit.source,
                lastContactAt,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /** The same lead with an owner. */
    public Lead ownedBy(@Nullable UserId owner, Instant now) {
        return edited(new Edit(status, owner, budgetMin, budgetCurrency, source), now);
    }

    /** The same lead with a new score. */
    public Lead scored(LeadScoring.Score newScore, Instant now) {
        return new Lead(
                id,
                contactId,
                workspaceId,
                campaignId,
                ownerId,
                status,
                newScore.value(),
                newScore.reasons().stream().map(LeadScoring.Reason::text).toList(),
                budgetMin,
                budgetCurrency,
                source,
                lastContactAt,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * The same lead after an event of it: its status forward by rank, its last contact forward in time. The very same
     * if the event moves neither.
     */
    public Lead after(SpineDecision decision) {
        LeadStatus target = decision.advanceTo();
        LeadStatus next = target == null ? status : status.advancedTo(target);
        Instant at = decision.event().occurredAt();
        boolean later = decision.contacts() && (lastContactAt == null || at.isAfter(lastContactAt));
        if (next == status && !later) {
            return this;
        }
        return new Lead(
                id,
                contactId,
                workspaceId,
                campaignId,
                ownerId,
                next,
                score,
                scoreReasons,
                budgetMin,
                budgetCurrency,
                source,
                later ? at : lastContactAt,
                createdAt,
                decision.changedAt(updatedAt),
                version,
                deletedAt);
    }

    private static boolean isAmount(BigDecimal number) {
        return number.signum() >= 0 && Decimals.fits(number, 15, 4);
    }
}
