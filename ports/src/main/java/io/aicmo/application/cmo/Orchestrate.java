package io.aicmo.application.cmo;

import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.job.JobKind;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Hands what happened to the specialist for it, who carries out or proposes what comes next. */
public final class Orchestrate {
    /** The job that the spine enqueues with an event; a customer waits for it. */
    public static final JobKind<Payload> JOB =
            JobKind.of(FollowUp.ORCHESTRATE, Payload.class).priority(Priority.P0);

    /** What can be asked for. */
    public static final List<String> ACTIONS = List.of(HandleReply.ACTION, RouteLead.ACTION);

    private final Map<String, Action> actions;

    /** @param actions the specialists, each of another name */
    public Orchestrate(List<Action> actions) {
        this.actions = actions.stream().collect(Collectors.toUnmodifiableMap(Action::name, Function.identity()));
    }

    /**
     * What happened, and what is wanted about it.
     *
     * @param action the specialist's name, for example {@code handle_reply}
     * @param activityId the activity on the timeline, or null where none caused it
     * @param leadId whose it is, or null for a person who is no lead
     * @param requestId the HTTP request that asked for it, or null where none did
     */
    public record Payload(
            String action,
            @Nullable ActivityId activityId,
            @Nullable ContactId contactId,
            @Nullable LeadId leadId,
            @Nullable CampaignId campaignId,
            @Nullable String channel,
            @Nullable String requestId) {}

    /** A specialist. */
    public interface Action {
        /** What it is called in jobs and events. */
        String name();

        /**
         * Does it; again with the same payload and key it changes nothing more.
         *
         * @param key tells this occasion from others: the activity's id, or the job's where there is no activity
         * @return what came of it
         * @throws Rejected if it cannot be done, now or later
         * @throws io.aicmo.port.ai.AiFailure if the agent gave no usable answer
         */
        Map<String, Object> carryOut(Actor actor, Payload payload, UUID key);
    }

    /**
     * Has it done.
     *
     * @throws Rejected {@code orchestrator.unknown_action}, and what the specialist refuses
     */
    public Map<String, Object> handle(Actor actor, Payload payload, JobId job) {
        Action action = actions.get(payload.action);
        if (action == null) {
            throw Rejected.field(
                    "action",
                    "orchestrator.unknown_action",
                    "there is no action " + payload.action + "; there are "
                            + actions.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        UUID key = payload.activityId == null ? job.value() : payload.activityId.value();
        return action.carryOut(actor, payload, key);
    }

    /** @throws Rejected {@code orchestrator.unknown_action} */
    static void checkAction(String action) {
        if (!ACTIONS.contains(action)) {
            throw Rejected.field(
                    "action",
                    "orchestrator.unknown_action",
                    "there is no action " + action + "; there are " + String.join(", ", ACTIONS));
        }
    }

    /**
     * The id of the {@code number}th thing that is made on an occasion: the same each time, so that what is done twice is
     * made once.
     */
    static UUID made(UUID key, int number) {
        return new UUID(key.getMostSignificantBits(), key.getLeastSignificantBits() ^ (number + 1L));
    }
}
