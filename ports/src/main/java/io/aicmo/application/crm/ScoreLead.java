package io.aicmo.application.crm;

import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Deliverability;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.LeadScore;
import io.aicmo.domain.crm.LeadScoring;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.LeadScoreId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.LeadStore;
import java.time.Instant;
import java.time.InstantSource;

/** Scores a lead from what is known, keeps the score with its reasons, and routes the lead by it. */
public final class ScoreLead {
    private final Transactions transactions;
    private final Records records;
    private final LeadStore leads;
    private final Ids ids;
    private final InstantSource clock;

    public ScoreLead(Transactions transactions, Records records, LeadStore leads, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.leads = leads;
        this.ids = ids;
        this.clock = clock;
    }

    /** The lead as it is now, its score, and what was decided about it. */
    public record Result(Lead lead, LeadScoring.Score score, LeadRouter.Routing routing) {}

    /**
     * Scores and routes. A score that is as it was, for the same reasons, adds nothing to the history.
     *
     * @throws io.aicmo.port.NotFound if there is no such lead
     */
    public Result handle(Actor actor, LeadId id) {
        return transactions.write(actor, tx -> score(tx, id));
    }

    private Result score(Tx tx, LeadId id) {
        Instant now = clock.instant();
        RecordStore<LeadId, Lead> store = records.of(RecordTypes.LEADS);
        Lead lead = store.lock(tx, id);
        Contact contact = records.of(RecordTypes.CONTACTS).get(tx, lead.contactId());
        LeadStore.Engagement engagement = leads.engagement(tx, id);
        LeadScoring.Score score = LeadScoring.score(new LeadScoring.Facts(
                contact,
                lead,
                leads.deliverability(tx, contact.id()) == Deliverability.UNDELIVERABLE,
                engagement.activities(),
                engagement.lastEngagedAt(),
                now));
        Lead scored = lead.scored(score, now);
        LeadRouter.Routing routing = LeadRouter.route(scored, leads.candidates(tx, lead.workspaceId()));
        Lead routed = scored.ownedBy(routing.ownerId(), now);
        boolean news = scored.score() != lead.score() || !scored.scoreReasons().equals(lead.scoreReasons());
        if (news) {
            leads.insert(tx, new LeadScore(new LeadScoreId(ids.next()), id, score.value(), score.reasons(), now));
        }
        boolean changed = news || (lead.ownerId() == null && routing.ownerId() != null);
        return new Result(changed ? store.update(tx, routed) : lead, score, routing);
    }
}
