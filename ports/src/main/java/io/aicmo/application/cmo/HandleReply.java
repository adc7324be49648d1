package io.aicmo.application.cmo;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.application.crm.RecordChannelEvents;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.ActionKind;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.NextAction;
import io.aicmo.domain.cmo.reply.ReplyRules;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Note;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CalendarEventId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.NoteId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.port.Actor;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Understands a reply and does what follows from it. Carried out: what the person asked for (no more messages), what only
 * moves the lead forward, and a note. Proposed, as tasks in the calendar: whatever somebody has to do or decide.
 *
 * <p>Who plainly wants no more mail gets none, whatever the agent makes of it and before it is asked: an AI that fails, or
 * that there is no budget for, keeps nobody on a list.
 */
public final class HandleReply implements Orchestrate.Action {
    /** What the orchestrator is asked for. */
    public static final String ACTION = "handle_reply";

    /** A reply is looked for among so many of the lead's last activities. */
    private static final int PAGES = 25;

    private static final int PAGE = 200;
    private static final int NOTE = 0;
    private static final int FIRST_TASK = 1;

    private final Transactions transactions;
    private final Records records;
    private final SpineStore spine;
    private final RecordChannelEvents events;
    private final AnalyzeReply analysis;
    private final Agents agents;
    private final InstantSource clock;

    public HandleReply(
            Transactions transactions,
            Records records,
            SpineStore spine,
            RecordChannelEvents events,
            AnalyzeReply analysis,
            Agents agents,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.spine = spine;
        this.events = events;
        this.analysis = analysis;
        this.agents = agents;
        this.clock = clock;
    }

    /** What the reply is, whose it is, and what the agent is told about it. */
    private record Case(Lead lead, Activity reply, @Nullable CampaignId campaign, ReplyInput input, boolean done) {}

    @Override
    public String name() {
        return ACTION;
    }

    /** @throws Rejected {@code activity.missing}, {@code lead.missing}, {@code lead.unknown}, {@code activity.unknown} */
    @Override
    public Map<String, Object> carryOut(Actor actor, Orchestrate.Payload payload, UUID key) {
        if (payload.activityId() == null) {
            throw Rejected.field("activity_id", "activity.missing", "which reply to handle is told by its activity");
        }
        if (payload.leadId() == null) {
            throw Rejected.field("lead_id", "lead.missing", "the person who replied is no lead");
        }
        ActivityId activity = payload.activityId();
        LeadId lead = payload.leadId();
        Case reply = transactions.read(actor, tx -> open(tx, lead, activity, key));
        if (reply.done) {
            return Map.of("lead_id", lead.toString(), "already_handled", true);
        }
        boolean suppressed = wantsNoMore(reply.input) && transactions.write(actor, tx -> isSuppressed(tx, reply, key));
        AgentAnswer<ReplyAnalysis> answer = agents.run(
                actor,
                new AgentRequest<>(
                        CmoAgents.REPLY_ANALYZER,
                        reply.input,
                        reply.lead.workspaceId(),
                        reply.campaign,
                        payload.requestId()));
        return transactions.write(actor, tx -> apply(tx, reply, answer, suppressed, key));
    }

    private static boolean wantsNoMore(ReplyInput reply) {
        return ReplyRules.read(reply.text(), reply.automatic()).intent() == Intent.UNSUBSCRIBE;
    }

    private Case open(Tx tx, LeadId id, ActivityId activity, UUID key) {
        Lead lead = records.of(RecordTypes.LEADS)
                .find(tx, id)
                .orElseThrow(() -> Rejected.field("lead_id", "lead.unknown", "there is no lead " + id));
        Activity reply = find(tx, id, activity);
        ReplyInput input = analysis.input(
                tx,
                lead.workspaceId(),
                reply.campaignId(),
                text(reply, "subject"),
                text(reply, "text"),
                reply.type().equals(Channels.EMAIL_AUTO_REPLIED.name()),
                lead.status());
        return new Case(lead, reply, campaign(tx, lead, reply).orElse(null), input, isDone(tx, key));
    }

    private boolean isDone(Tx tx, UUID key) {
        return records.of(RecordTypes.NOTES)
                .find(tx, new NoteId(Orchestrate.made(key, NOTE)))
                .isPresent();
    }

    private Activity find(Tx tx, LeadId lead, ActivityId id) {
        Position after = null;
        for (int page = 0; page < PAGES; page++) {
            Page<Activity> some = spine.timeline(tx, lead, after, PAGE);
            for (Activity activity : some.data()) {
                if (activity.id().equals(id)) {
                    return activity;
                }
            }
            after = some.next();
            if (after == null) {
                break;
            }
        }
        throw Rejected.field("activity_id", "activity.unknown", "the lead has no activity " + id);
    }

    /** The campaign that the reply belongs to, if it is one of the lead's workspace. */
    private Optional<CampaignId> campaign(Tx tx, Lead lead, Activity reply) {
        return records.of(RecordTypes.CAMPAIGNS)
                .find(tx, reply.campaignId())
                .filter(campaign -> campaign.workspaceId().equals(lead.workspaceId()))
                .map(Campaign::id);
    }

    private Map<String, Object> apply(
            Tx tx, Case reply, AgentAnswer<ReplyAnalysis> answer, boolean suppressed, UUID key) {
        Lead lead = records.of(RecordTypes.LEADS).lock(tx, reply.lead.id());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("lead_id", lead.id().toString());
        if (isDone(tx, key)) {
            result.put("already_handled", true);
            return result;
        }
        ReplyAnalysis analyzed = answer.output();
        List<String> done = new ArrayList<>();
        List<String> proposed = new ArrayList<>();
        int task = FIRST_TASK;
        if (suppressed) {
            done.add(ActionKind.SUPPRESS.word());
        }
        for (NextAction action : analyzed.nextActions()) {
            if (suppressed && action.kind() == ActionKind.SUPPRESS) {
                continue;
            }
            if (isCarriedOut(tx, action.kind(), lead, reply, key)) {
                done.add(action.kind().word());
            } else {
                propose(tx, action, analyzed, reply, new CalendarEventId(Orchestrate.made(key, task++)));
                proposed.add(action.kind().word());
            }
        }
        note(tx, reply, answer, done, proposed, key);
        result.put("intent", analyzed.intent().word());
        result.put("sentiment", analyzed.sentiment().word());
        result.put("confidence", analyzed.confidence());
        result.put("carried_out", done);
        result.put("proposed", proposed);
        result.put("model", answer.model());
        result.put("run_id", answer.runId().toString());
        return result;
    }

    private boolean isCarriedOut(Tx tx, ActionKind kind, Lead lead, Case reply, UUID key) {
        return switch (kind) {
            case SUPPRESS -> isSuppressed(tx, reply, key);
            case QUALIFY -> engage(tx, lead.id());
            case REPLY, BOOK_MEETING, FOLLOW_UP, DISQUALIFY, FIND_RIGHT_PERSON, WAIT -> false;
        };
    }

    /** Whoever shows interest is engaged; whether they qualify is for people to say. */
    private boolean engage(Tx tx, LeadId id) {
        Lead lead = records.of(RecordTypes.LEADS).get(tx, id);
        LeadStatus next = lead.status().advancedTo(LeadStatus.ENGAGED);
        if (next != lead.status()) {
            Lead.Edit now = lead.edit();
            records.of(RecordTypes.LEADS)
                    .update(
                            tx,
                            lead.edited(
                                    new Lead.Edit(
                                            next, now.ownerId(), now.budgetMin(), now.budgetCurrency(), now.source()),
                                    clock.instant()));
        }
        return true;
    }

    /** Who wants no more mail gets none: by the same event as if they had clicked on the link. */
    private boolean isSuppressed(Tx tx, Case reply, UUID key) {
        if (!reply.reply.channel().equals(Channels.EMAIL.name())) {
            return false;
        }
        ChannelEvent unsubscribed = new ChannelEvent(
                Channels.EMAIL.name(),
                "email_unsubscribed",
                "orchestrator",
                key.toString(),
                Party.lead(reply.lead.id()),
                null,
                clock.instant(),
                null,
                List.of(),
                Map.of("because_of", reply.reply.id().toString()),
                null);
        SpineOutcome outcome = events.handle(tx.actor().within(tx), List.of(unsubscribed))
                .get(0)
                .outcome();
        if (outcome instanceof SpineOutcome.Refused refused) {
            throw Rejected.all(List.of(refused.violation()));
        }
        return true;
    }

    private void propose(Tx tx, NextAction action, ReplyAnalysis analyzed, Case reply, CalendarEventId id) {
        Instant now = clock.instant();
        String notes = action.why() + "\n\nLead: " + reply.lead.id()
                + (analyzed.suggestedReply() == null ? "" : "\n\nSuggested reply:\n" + analyzed.suggestedReply());
        CalendarEvent.Edit task = new CalendarEvent.Edit(
                reply.campaign,
                null,
                null,
                CalendarEvent.Kind.TASK,
                title(action.kind()),
                reply.reply.channel(),
                Text.cut(notes, 5_000),
                now.plus(Duration.ofDays(action.inDays())),
                null,
                CalendarEvent.Status.PLANNED);
        records.of(RecordTypes.CALENDAR_EVENTS).insert(tx, CalendarEvent.of(id, reply.lead.workspaceId(), task, now));
    }

    private static String title(ActionKind kind) {
        return switch (kind) {
            case REPLY -> "Answer a reply";
            case BOOK_MEETING -> "Book a meeting with somebody who replied";
            case FOLLOW_UP -> "Follow up on a reply";
            case QUALIFY -> "Qualify somebody who replied";
            case DISQUALIFY -> "Decide whether to disqualify a lead that said no";
            case SUPPRESS -> "Stop messages to somebody who wants none";
            case FIND_RIGHT_PERSON -> "Find the right person";
            case WAIT -> "Look again at somebody who was away";
        };
    }

    private void note(
            Tx tx, Case reply, AgentAnswer<ReplyAnalysis> answer, List<String> done, List<String> proposed, UUID key) {
        ReplyAnalysis analyzed = answer.output();
        String body = analyzed.summary() + "\n\nIntent: " + analyzed.intent().word() + ", "
                + analyzed.sentiment().word()
                + ", " + analyzed.confidence() + " % sure (" + answer.model() + ")."
                + (done.isEmpty() ? "" : "\nDone: " + String.join(", ", done) + ".")
                + (proposed.isEmpty() ? "" : "\nProposed: " + String.join(", ", proposed) + ".");
        Instant now = clock.instant();
        NoteId id = new NoteId(Orchestrate.made(key, NOTE));
        records.of(RecordTypes.NOTES).insert(tx, new Note(id, reply.lead.id(), null, body, now, now, 1, null));
    }

    private static String text(Activity activity, String name) {
        return activity.meta().get(name) instanceof String text ? text : "";
    }
}
