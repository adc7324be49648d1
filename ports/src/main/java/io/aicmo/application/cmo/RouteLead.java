package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.RoutingInput;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.draft.RoutingAdvice;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadRouter;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SpineStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says how soon somebody should speak to a lead. Asked through the kernel it only advises; asked by the orchestrator it
 * also gives a lead without an owner one, and notes the advice.
 */
public final class RouteLead implements Orchestrate.Action, KernelMode.Use<RouteLead.Which, RoutingAdvice> {
    /** What the orchestrator is asked for. */
    public static final String ACTION = "route_lead";

    private static final int RECENT = 20;
    private static final int NOTE = 0;

    private final Transactions transactions;
    private final Records records;
    private final LeadStore leads;
    private final SpineStore spine;
    private final Agents agents;
    private final InstantSource clock;

    public RouteLead(
            Transactions transactions,
            Records records,
            LeadStore leads,
            SpineStore spine,
            Agents agents,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.leads = leads;
        this.spine = spine;
        this.agents = agents;
        this.clock = clock;
    }

    /** Which lead. */
    public record Which(LeadId leadId) {}

    @Override
    public String name() {
        return ACTION;
    }

    /**
     * @throws Rejected {@code lead.in_other_workspace}
     * @throws io.aicmo.port.NotFound if there is no such lead
     */
    @Override
    public AgentAnswer<RoutingAdvice> answer(Actor actor, KernelMode.Ask<Which> ask, Listener listener) {
        LeadId id = ask.input().leadId;
        AgentRequest<RoutingInput, RoutingAdvice> request = transactions.read(actor, tx -> {
            Lead lead = records.of(RecordTypes.LEADS).get(tx, id);
            if (!lead.workspaceId().equals(ask.workspaceId())) {
                throw Rejected.field(
                        "lead_id", "lead.in_other_workspace", "the lead " + id + " is in another workspace");
            }
            return told(tx, lead, ask.campaignId(), ask.requestId());
        });
        return agents.run(actor, request, listener);
    }

    /** @throws Rejected {@code lead.missing}, {@code lead.unknown} */
    @Override
    public Map<String, Object> carryOut(Actor actor, Orchestrate.Payload payload, UUID key) {
        LeadId id = payload.leadId();
        if (id == null) {
            throw Rejected.field("lead_id", "lead.missing", "which lead to route must be told");
        }
        NoteId note = new NoteId(Orchestrate.made(key, NOTE));
        Optional<Lead> open = transactions.read(
                actor,
                tx -> records.of(RecordTypes.NOTES).find(tx, note).isPresent()
                        ? Optional.empty()
                        : Optional.of(lead(tx, id)));
        if (open.isEmpty()) {
            return Map.of("lead_id", id.toString(), "already_handled", true);
        }
        AgentRequest<RoutingInput, RoutingAdvice> request =
                transactions.read(actor, tx -> told(tx, open.get(), payload.campaignId(), payload.requestId()));
        AgentAnswer<RoutingAdvice> answer = agents.run(actor, request);
        return transactions.write(actor, tx -> apply(tx, id, note, answer));
    }

    private AgentRequest<RoutingInput, RoutingAdvice> told(
            Tx tx, Lead lead, @Nullable CampaignId asked, @Nullable String requestId) {
        return new AgentRequest<>(
                CmoAgents.LEAD_ROUTER, input(tx, lead), lead.workspaceId(), campaign(tx, lead, asked), requestId);
    }

    /** The campaign that it is about: the one that was named, if it is one of the lead's workspace, else the lead's own. */
    private @Nullable CampaignId campaign(Tx tx, Lead lead, @Nullable CampaignId asked) {
        return Optional.ofNullable(asked)
                .flatMap(id -> records.of(RecordTypes.CAMPAIGNS).find(tx, id))
                .filter(campaign -> campaign.workspaceId().equals(lead.workspaceId()))
                .map(Campaign::id)
                .orElse(lead.campaignId());
    }

    private Lead lead(Tx tx, LeadId id) {
        return records.of(RecordTypes.LEADS)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field("lead_id", "lead.unknown", "there is no lead " + id));
    }

    private RoutingInput input(Tx tx, Lead lead) {
        Contact contact = records.of(RecordTypes.CONTACTS).get(tx, lead.contactId());
        Money budget = lead.budgetMin() == null || lead.budgetCurrency() == null
                ? null
                : new Money(lead.budgetMin(), lead.budgetCurrency());
        String campaign = lead.campaignId() == null
                ? null
                : records.of(RecordTypes.CAMPAIGNS)
                        .find(tx, lead.campaignId())
                        .filter(found -> !found.direct())
                        .map(Campaign::name)
                        .orElse(null);
        List<String> recent = spine.timeline(tx, lead.id(), null, RECENT).data().stream()
                .map(Activity::type)
                .toList();
        return new RoutingInput(
                lead.status(),
                lead.score(),
                lead.scoreReasons(),
                LeadRouter.route(lead, List.of()).route(),
                lead.source(),
                campaign,
                contact.profile().company(),
                contact.profile().title(),
                budget,
                recent);
    }

    private Map<String, Object> apply(Tx tx, LeadId id, NoteId note, AgentAnswer<RoutingAdvice> answer) {
        Instant now = clock.instant();
        Lead lead = records.of(RecordTypes.LEADS).lock(tx, id);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lead_id", id.toString());
        if (records.of(RecordTypes.NOTES).find(tx, note).isPresent()) {
            result.put("already_handled", true);
            return result;
        }
        LeadRouter.Routing routing = LeadRouter.route(lead, leads.candidates(tx, lead.workspaceId()));
        if (lead.ownerId() == null && routing.ownerId() != null) {
            records.of(RecordTypes.LEADS).update(tx, lead.ownedBy(routing.ownerId(), now));
        }
        RoutingAdvice advice = answer.output();
        String body = "Route: " + advice.route().word().replace('_', ' ') + ". " + advice.reason() + "\n\nFirst step: "
                + advice.firstStep();
        records.of(RecordTypes.NOTES).insert(tx, new Note(note, id, null, body, now, now, 1, null));
        result.put("route", advice.route().word());
        result.put("reason", advice.reason());
        result.put("first_step", advice.firstStep());
        if (routing.ownerId() != null) {
            result.put("owner_id", routing.ownerId().toString());
        }
        result.put("model", answer.model());
        result.put("run_id", answer.runId().toString());
        return result;
    }
}
