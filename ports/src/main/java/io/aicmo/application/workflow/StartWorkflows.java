package io.aicmo.application.workflow;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.event.Topics;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.WorkflowExecutionId;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.ListQuery;
import io.aicmo.port.Page;
import io.aicmo.port.RecordStore;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.event.EventListener.Interest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/**
 * Starts an execution for each event that fulfils an active trigger: one for each trigger and event, however often it is
 * told. One for an event that is {@value WorkflowExecution#MOST_HOPS} executions away from its cause is a loop: it is
 * stopped before its first step, and kept, so that people see it.
 */
public final class StartWorkflows {
    private final Transactions transactions;
    private final Records records;
    private final LeadFacts facts;
    private final RunWorkflow runWorkflow;
    private final Ids ids;
    private final InstantSource clock;
    private final LongAdder loops = new LongAdder();

    public StartWorkflows(
            Transactions transactions, Records records, RunWorkflow runWorkflow, Ids ids, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new LeadFacts(records);
        this.runWorkflow = runWorkflow;
        this.ids = ids;
        this.clock = clock;
    }

    /** Hears of every event where there is an active trigger. */
    public EventListener listener() {
        return new EventListener(
                "workflows",
                "Starts the workflows that tenants defined.",
                Topics.ALL,
                new Interest(RecordTypes.WORKFLOW_TRIGGERS, "active"),
                this::handle);
    }

    void handle(Actor actor, List<DomainEvent> events) {
        Map<String, List<WorkflowTrigger>> triggers = triggers(actor, events);
        if (triggers.isEmpty()) {
            return;
        }
        loops.add(transactions.write(actor, tx -> {
            long stopped = 0;
            for (DomainEvent event : events) {
                for (WorkflowTrigger trigger : triggers.getOrDefault(event.type(), List.of())) {
                    stopped += start(tx, trigger, event)
                                    .filter(WorkflowExecution::isLoop)
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
            return stopped;
        }));
    }

    /** How many executions this node stopped because they were loops. */
    public long loops() {
        return loops.sum();
    }

    /** The active triggers of these events' types, by type. */
    private Map<String, List<WorkflowTrigger>> triggers(Actor actor, List<DomainEvent> events) {
        Set<String> types = events.stream().map(DomainEvent::type).collect(Collectors.toSet());
        ListQuery active =
                ListQuery.newest(ListQuery.MAX_LIMIT).where("active", true).where("eventType", types);
        return transactions.read(actor, tx -> all(tx, active)).stream()
                .collect(Collectors.groupingBy(WorkflowTrigger::eventType));
    }

    private List<WorkflowTrigger> all(Tx tx, ListQuery query) {
        List<WorkflowTrigger> all = new ArrayList<>();
        Page<WorkflowTrigger> page = records.of(RecordTypes.WORKFLOW_TRIGGERS).list(tx, query);
        all.addAll(page.data());
        while (page.next() != null) {
            page = records.of(RecordTypes.WORKFLOW_TRIGGERS).list(tx, query.after(page.next()));
            all.addAll(page.data());
        }
        return all;
    }

    /** The execution of this trigger for this event, or empty if it has none to start. */
    private Optional<WorkflowExecution> start(Tx tx, WorkflowTrigger trigger, DomainEvent event) {
        LeadId lead = LeadFacts.lead(event.data());
        if (!trigger.isStartedBy(facts.of(tx, event.data(), lead)) || isStarted(tx, trigger, event)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        WorkflowExecution begun = WorkflowExecution.begin(
                new WorkflowExecutionId(ids.next()), trigger, event.id(), lead, event.data(), event.hops() + 1, now);
        RecordStore<WorkflowExecutionId, WorkflowExecution> executions = records.of(RecordTypes.WORKFLOW_EXECUTIONS);
        if (begun.isLoop()) {
            return Optional.of(executions.insert(tx, begun.looped(now)));
        }
        WorkflowExecution kept = executions.insert(tx, begun);
        runWorkflow.enqueue(tx, kept, now);
        return Optional.of(kept);
    }

    /**
     * Starts one for a lead because a person wants it, whatever the trigger's conditions.
     *
     * @throws io.aicmo.port.NotFound if there is no such trigger
     * @throws io.aicmo.domain.shared.Rejected {@code lead.unknown}
     */
    public WorkflowExecution byHand(Actor actor, WorkflowTriggerId id, LeadId lead) {
        Instant now = clock.instant();
        return transactions.write(actor, tx -> {
            WorkflowTrigger trigger = records.of(RecordTypes.WORKFLOW_TRIGGERS).get(tx, id);
            actor.checkWorkspace(trigger.workspaceId());
            Map<String, Object> says = Map.of("lead_id", lead.toString());
            WorkflowExecution begun = WorkflowExecution.begin(
                    new WorkflowExecutionId(ids.next()), trigger, new EventId(ids.next()), lead, says, 1, now);
            WorkflowExecution kept = records.of(RecordTypes.WORKFLOW_EXECUTIONS).insert(tx, begun);
            runWorkflow.enqueue(tx, kept, now);
            return kept;
        });
    }

    private boolean isStarted(Tx tx, WorkflowTrigger trigger, DomainEvent event) {
        ListQuery same = ListQuery.newest(1).where("triggerId", trigger.id()).where("eventId", event.id());
        return !records.of(RecordTypes.WORKFLOW_EXECUTIONS)
                .list(tx, same)
                .data()
                .isEmpty();
    }
}
