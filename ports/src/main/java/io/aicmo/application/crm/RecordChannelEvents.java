package io.aicmo.application.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records what happened on channels: each event one decision, all of them in one go. */
public final class RecordChannelEvents {
    private final Transactions transactions;
    private final Records records;
    private final SpineRules rules;
    private final SpineStore spine;
    private final Ids ids;
    private final InstantSource clock;

    public RecordChannelEvents(
            Transactions transactions,
            Records records,
            SpineRules rules,
            SpineStore spine,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.rules = rules;
        this.spine = spine;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What became of an event.
     *
     * @param stats the statistics that it counts for; none if it was refused
     */
    public record Result(SpineOutcome outcome, List<StatType> stats) {}

    /**
     * Records events; what is answered as recorded is durable. One result per event, in their order. An event whose lead
     * or campaign, however it names them, is of a workspace that the actor may not enter is {@link
     * SpineOutcome.Elsewhere}; the others are recorded all the same.
     *
     * @throws io.aicmo.port.Unavailable if too much is waiting; nothing was recorded
     */
    public List<Result> handle(Actor actor, List<ChannelEvent> events) {
        Instant now = clock.instant();
        Result[] results = new Result[events.size()];
        List<SpineDecision> decisions = new ArrayList<>(events.size());
        List<Integer> places = new ArrayList<>(events.size());
        for (int i = 0; i < results.length; i++) {
            try {
                decisions.add(
                        rules.decide(actor.tenant(), events.get(i), now, ids).within(actor.workspaces()));
                places.add(i);
            } catch (Rejected no) {
                results[i] = refused(no.violations());
            }
        }
        List<SpineOutcome> outcomes = apply(actor, decisions);
        for (int i = 0; i < outcomes.size(); i++) {
            results[places.get(i)] = result(outcomes.get(i), decisions.get(i).stat());
        }
        return Arrays.asList(results);
    }

    private List<SpineOutcome> apply(Actor actor, List<SpineDecision> decisions) {
        if (decisions.isEmpty()) {
            return List.of();
        }
        List<SpineOutcome> outcomes = actor.transaction() == null
                ? spine.apply(decisions)
                : transactions.write(actor, tx -> spine.apply(tx, decisions));
        return actor.workspaces().isEmpty() || outcomes.stream().noneMatch(SpineOutcome.Duplicate.class::isInstance)
                ? outcomes
                : transactions.read(
                        actor,
                        tx -> outcomes.stream()
                                .map(outcome -> visible(tx, outcome))
                                .toList());
    }

    private static Result result(SpineOutcome outcome, @Nullable StatType stat) {
        boolean known = outcome instanceof SpineOutcome.Recorded || outcome instanceof SpineOutcome.Duplicate;
        return new Result(outcome, stat != null && known ? List.of(stat) : List.of());
    }

    private static Result refused(List<Violation> violations) {
        return new Result(new SpineOutcome.Refused(violations), List.of());
    }

    /** What was recorded before is not told to somebody who may not enter its workspace. */
    private SpineOutcome visible(Tx tx, SpineOutcome outcome) {
        return outcome instanceof SpineOutcome.Duplicate seen && !mayEnter(tx, seen.attribution())
                ? new SpineOutcome.Elsewhere()
                : outcome;
    }

    private boolean mayEnter(Tx tx, SpineOutcome.Attribution attribution) {
        Actor actor = tx.actor();
        return records.of(RecordTypes.CAMPAIGNS)
                        .find(tx, attribution.campaignId())
                        .filter(campaign -> actor.mayEnter(campaign.workspaceId()))
                        .isPresent()
                && Optional.ofNullable(attribution.leadId())
                        .flatMap(lead -> records.of(RecordTypes.LEADS).find(tx, lead))
                        .filter(lead -> !actor.mayEnter(lead.workspaceId()))
                        .isEmpty();
    }
}
