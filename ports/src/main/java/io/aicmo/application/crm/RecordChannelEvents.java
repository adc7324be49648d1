package io.aicmo.application.crm;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Violation;
import io.aicmo.domain.shared.WorkspaceId;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
     * Records events; what is answered as recorded is durable. One result per event, in their order.
     *
     * @throws io.aicmo.port.Forbidden if an event names a campaign or lead of a workspace that the actor may not enter
     * @throws io.aicmo.port.Unavailable if too much is waiting; nothing was recorded
     */
    public List<Result> handle(Actor actor, List<ChannelEvent> events) {
        Instant now = clock.instant();
        if (!actor.workspaces().isEmpty()) {
            checkWorkspaces(actor, events);
        }
        Result[] results = new Result[events.size()];
        List<SpineDecision> decisions = new ArrayList<>(events.size());
        List<Integer> places = new ArrayList<>(events.size());
        for (int i = 0; i < results.length; i++) {
            try {
                decisions.add(rules.decide(actor.tenant(), events.get(i), now, ids));
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
        return actor.transaction() == null
                ? spine.apply(decisions)
                : transactions.write(actor, tx -> spine.apply(tx, decisions));
    }

    private static Result result(SpineOutcome outcome, @Nullable StatType stat) {
        boolean refused = outcome instanceof SpineOutcome.Refused || outcome instanceof SpineOutcome.Failed;
        return new Result(outcome, stat == null || refused ? List.of() : List.of(stat));
    }

    private static Result refused(List<Violation> violations) {
        return new Result(new SpineOutcome.Refused(violations), List.of());
    }

    private void checkWorkspaces(Actor actor, List<ChannelEvent> events) {
        transactions.read(actor, tx -> workspacesOf(tx, events)).forEach(actor::checkWorkspace);
    }

    private Set<WorkspaceId> workspacesOf(Tx tx, List<ChannelEvent> events) {
        Set<WorkspaceId> workspaces = new HashSet<>();
        for (ChannelEvent event : events) {
            if (event.campaignId() != null) {
                records.of(RecordTypes.CAMPAIGNS)
                        .find(tx, event.campaignId())
                        .map(Campaign::workspaceId)
                        .ifPresent(workspaces::add);
            }
            if (event.party().lead() != null) {
                records.of(RecordTypes.LEADS)
                        .find(tx, event.party().lead())
                        .map(Lead::workspaceId)
                        .ifPresent(workspaces::add);
            }
        }
        return workspaces;
    }
}
