package io.aicmo.application.workflow;

import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkflowTriggerId;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.Facts;
import io.aicmo.domain.workflow.WorkflowStep;
import io.aicmo.domain.workflow.WorkflowTrigger;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.workflow.WorkflowAction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows what a workflow would do with one lead as it is now. Nothing is done. */
public final class DryRunWorkflow {
    private final Transactions transactions;
    private final Records records;
    private final LeadFacts facts;
    private final List<WorkflowAction> actions;

    public DryRunWorkflow(Transactions transactions, Records records, List<WorkflowAction> actions) {
        this.transactions = transactions;
        this.records = records;
        this.facts = new LeadFacts(records);
        this.actions = List.copyOf(actions);
    }

    /**
     * What would become of a step.
     *
     * @param would what would happen, in words
     */
    public record Planned(int position, WorkflowStep.Kind kind, String would) {}

    /**
     * @param starts whether such an event would start it, were it active
     * @param steps what would happen up to the end, or to the step at which it would stop
     */
    public record Result(boolean starts, List<Planned> steps) {}

    /**
     * @param event what the event would say, beyond whom it is about
     * @throws io.aicmo.port.NotFound if there is no such trigger, or no such lead
     */
    public Result handle(Actor actor, WorkflowTriggerId id, LeadId lead, Map<String, Object> event) {
        return transactions.read(actor, tx -> {
            WorkflowTrigger trigger = records.of(RecordTypes.WORKFLOW_TRIGGERS).get(tx, id);
            actor.checkWorkspace(trigger.workspaceId());
            actor.checkWorkspace(records.of(RecordTypes.LEADS).get(tx, lead).workspaceId());
            Map<String, Object> says = new HashMap<>(event);
            says.put("lead_id", lead.toString());
            Facts known = facts.of(tx, says, lead);
            return new Result(Condition.allHold(trigger.conditions(), known), steps(tx, trigger, known));
        });
    }

    private List<Planned> steps(Tx tx, WorkflowTrigger trigger, Facts known) {
        List<Planned> steps = new ArrayList<>();
        boolean goesOn = true;
        for (int i = 0; goesOn && i < trigger.steps().size(); i++) {
            WorkflowStep step = trigger.steps().get(i);
            goesOn = Condition.allHold(step.conditions(), known);
            try {
                steps.add(new Planned(i, step.kind(), would(tx, step, known, goesOn)));
            } catch (Rejected no) {
                steps.add(new Planned(i, step.kind(), "fails: " + no.getMessage()));
                goesOn = false;
            }
        }
        return steps;
    }

    private String would(Tx tx, WorkflowStep step, Facts known, boolean holds) {
        return switch (step.kind()) {
            case ACTION -> WorkflowAction.get(actions, step).would(tx, known, step.input());
            case WAIT -> "waits " + step.waitMinutes() + " minutes";
            case CONDITION -> holds ? "goes on: the conditions hold now" : "stops: a condition does not hold now";
            case APPROVAL -> "asks for approval";
        };
    }
}
