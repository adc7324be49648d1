package io.aicmo.application.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
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
import io.aicmo.port.crm.SpineOutcome.Attribution;
import io.aicmo.port.crm.SpineStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** Somebody else took in the same submission at this moment; what was written meanwhile is not kept. */
    private static final class SeenMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Attribution attribution;

        SeenMeanwhile(Attribution attribution) {
            super("this submission was taken in at the same moment", null, false, false);
            this.attribution = attribution;
        }
    }

    /**
     * Takes it in, for the workspace and campaign of the form's token. A submission that was taken in before is answered
     * with the person and the lead of the first time, whatever became of them since.
     *
     * @throws Rejected {@code text.*}, {@code email.invalid}, {@code campaign.unknown} if the token's campaign was
     *     deleted
     */
    public LeadStore.Upserted handle(Actor actor, FormToken form, Command command) {
        try {
            return transactions.write(
                    actor, tx -> seen(tx, form, command.submissionId).orElseGet(() -> takeIn(tx, form, command)));
        } catch (SeenMeanwhile first) {
            return known(first.attribution);
        }
    }

    private Optional<LeadStore.Upserted> seen(Tx tx, FormToken form, @Nullable String submissionId) {
        return submissionId == null
                ? Optional.empty()
                : spine.find(tx, Channels.LANDING_PAGE.name(), provider(form), submissionId)
                        .map(SubmitLandingForm::known);
    }

    private static LeadStore.Upserted known(Attribution attribution) {
        LeadId lead = Objects.requireNonNull(attribution.leadId(), "a submission without lead");
        return new LeadStore.Upserted(attribution.contactId(), lead, false);
    }

    private LeadStore.Upserted takeIn(Tx tx, FormToken form, Command command) {
        Instant now = clock.instant();
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
    }

    private void record(Tx tx, ChannelEvent event, Instant now) {
        SpineDecision decision = rules.decide(tx.tenant(), event, now, ids).without(FollowUp.SCORE_LEAD);
        SpineOutcome outcome = spine.apply(tx, List.of(decision)).get(0);
        if (outcome instanceof SpineOutcome.Refused refused) {
            throw Rejected.all(List.of(refused.violation()));
        }
        if (outcome instanceof SpineOutcome.Duplicate first) {
            throw new SeenMeanwhile(first.attribution());
        }
    }

    private static String provider(FormToken form) {
        return "form:" + form.id();
    }

    private ChannelEvent event(Command command, FormToken form, LeadStore.Upserted upserted, Instant now) {
        Map<String, Object> meta = new HashMap<>(command.meta);
        if (!command.consent.isEmpty()) {
            meta.put("consent", command.consent);
        }
        String submission =
                command.submissionId != null ? command.submissionId : ids.next().toString();
        return new ChannelEvent(
                Channels.LANDING_PAGE.name(),
                "landing_form_submit",
                provider(form),
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
