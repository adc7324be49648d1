package io.aicmo.application.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in a landing page's form: person, lead, timeline, consent, score and owner, all or nothing. */
public final class SubmitLandingForm {
    private final Transactions transactions;
    private final LeadStore leads;
    private final SpineRules rules;
    private final SpineStore spine;
    private final ScoreLead scoreLead;
    private final Ids ids;
    private final InstantSource clock;

    public SubmitLandingForm(
            Transactions transactions,
            LeadStore leads,
            SpineRules rules,
            SpineStore spine,
            ScoreLead scoreLead,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.leads = leads;
        this.rules = rules;
        this.spine = spine;
        this.scoreLead = scoreLead;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What the form holds.
     *
     * @param submissionId the page's own id of this submission: sent again with the same id it changes nothing; null
     *     where the page gives none
     * @param consent what the person agreed to, by channel; a channel that is not asked about is not in it
     * @param meta {@code utm}, {@code page} and what else the form asks
     */
    public record Command(
            Contact.Profile profile,
            @Nullable String submissionId,
            Map<String, Boolean> consent,
            @Nullable String source,
            Map<String, Object> meta) {}

    /**
     * Takes it in, for the workspace and campaign of the form's token.
     *
     * @throws Rejected {@code text.*}, {@code email.invalid}, {@code campaign.unknown} if the token's campaign was
     *     deleted
     */
    public LeadStore.Upserted handle(Actor actor, FormToken form, Command command) {
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            LeadStore.Upserted upserted = leads.upsert(
                    tx,
                    command.profile,
                    form.campaignId(),
                    form.workspaceId(),
                    command.source,
                    new ContactId(ids.next()),
                    new LeadId(ids.next()),
                    now);
            record(tx, event(command, form, upserted, now), now);
            scoreLead.handle(tx.actor().within(tx), upserted.leadId());
            return upserted;
        });
    }

    private void record(Tx tx, ChannelEvent event, Instant now) {
        SpineDecision decision = rules.decide(tx.tenant(), event, now, ids).without(FollowUp.SCORE_LEAD);
        if (spine.apply(tx, List.of(decision)).get(0) instanceof SpineOutcome.Refused refused) {
            throw Rejected.all(List.of(refused.violation()));
        }
    }

    private ChannelEvent event(Command command, FormToken form, LeadStore.Upserted upserted, Instant now) {
        Map<String, Object> meta = new HashMap<>(command.meta);
        if (!command.consent.isEmpty()) {
            meta.put("consent", command.consent);
        }
        String submission =
                command.submissionId != null ? command.submissionId : ids.next().toString();
        return new ChannelEvent(
                "landing_page",
                "landing_form_submit",
                "form:" + form.id(),
                submission,
                Party.lead(upserted.leadId()),
                form.campaignId(),
                now,
                null,
                List.of(),
                meta,
                null);
    }
}
