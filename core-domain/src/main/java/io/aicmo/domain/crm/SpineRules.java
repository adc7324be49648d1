package io.aicmo.domain.crm;

import io.aicmo.domain.crm.ActivityType.Effect;
import io.aicmo.domain.crm.SpineDecision.FollowUp;
import io.aicmo.domain.crm.SpineDecision.Pause;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The spine rule: one channel event becomes one decision. Pure; what an activity does is declared by its channel. */
public final class SpineRules {
    private final ChannelCatalogue channels;

    public SpineRules(ChannelCatalogue channels) {
        this.channels = channels;
    }

    /**
     * Decides what an event changes.
     *
     * @param tenantId whose event it is
     * @param event what happened
     * @param now when we learned of it
     * @param ids where the ids of what is made come from, UUID version 7
     * @throws Rejected {@code channel.unknown}, {@code activity_type.unknown}, {@code event.in_the_future}, {@code
     *     event.too_old}, all that are true at once
     */
    public SpineDecision decide(TenantId tenantId, ChannelEvent event, Instant now, Supplier<UUID> ids) {
        ActivityType declared = declared(event, now);
        event.checkTime(now);
        ActivityType type = isAutomatic(declared, event) ? Channels.EMAIL_AUTO_REPLIED : declared;
        boolean stop = type.has(Effect.OBEYS_STOP_WORDS) && StopWord.is(event.metaText("text"));
        return new SpineDecision(
                tenantId,
                new ActivityId(ids.get()),
                normalized(event, type),
                now,
                type.stat(),
                pause(type, stop),
                type.advancesTo(),
                type.has(Effect.COUNTS_CAMPAIGN_REPLY),
                consents(type, event, stop),
                type.has(Effect.CONTACTS),
                type.has(Effect.STARTS_THREAD) && event.messageId() != null,
                followUps(type, event, ids),
                Set.of());
    }

    private ActivityType declared(ChannelEvent event, Instant now) {
        try {
            return channels.get(event.channel(), event.activityType());
        } catch (Rejected no) {
            throw no.and(() -> event.checkTime(now));
        }
    }

    private static boolean isAutomatic(ActivityType type, ChannelEvent event) {
        return type.has(Effect.MAY_BE_AUTOMATIC)
                && AutoReply.isAutomatic(event.metaText("subject"), event.metaText("text"), headers(event));
    }

    private static Map<String, String> headers(ChannelEvent event) {
        Map<String, String> headers = new HashMap<>();
        if (event.meta().get("headers") instanceof Map<?, ?> given) {
            given.forEach(
                    (name, value) -> headers.put(String.valueOf(name).toLowerCase(Locale.ROOT), String.valueOf(value)));
        }
        return headers;
    }

    private static @Nullable Pause pause(ActivityType type, boolean stop) {
        boolean person = stop || type.has(Effect.PAUSES_SEQUENCES_OF_PERSON);
        return person || type.has(Effect.PAUSES_SEQUENCES) ? new Pause(type.name(), person) : null;
    }

    /**
     * A form says in its meta data whether the person agreed: {@code consent: true} means e-mail, {@code consent:
     * {"email": true, "sms": false}} names the channels, of which unknown ones are ignored.
     */
    private Map<String, ConsentState> consents(ActivityType type, ChannelEvent event, boolean stop) {
        if (stop || type.has(Effect.WITHDRAWS_CONSENT)) {
            return Map.of(event.channel(), ConsentState.WITHDRAWN);
        }
        Map<String, ConsentState> stated = new HashMap<>();
        if (type.has(Effect.STATES_CONSENT)) {
            if (event.meta().get("consent") instanceof Boolean agreed) {
                stated.put(Channels.EMAIL.name(), ConsentState.of(agreed));
            } else if (event.meta().get("consent") instanceof Map<?, ?> byChannel) {
                for (String channel : channels.channels()) {
                    if (byChannel.get(channel) instanceof Boolean yes) {
                        stated.put(channel, ConsentState.of(yes));
                    }
                }
            }
        }
        return stated;
    }

    private static ChannelEvent normalized(ChannelEvent event, ActivityType type) {
        Map<String, Object> meta = event.meta();
        if (type.has(Effect.BOUNCES)) {
            meta = new HashMap<>(meta);
            meta.put("bounce_type", BounceType.of(event.metaText("bounce_type")).word());
        }
        return new ChannelEvent(
                event.channel(),
                type.name(),
                event.provider(),
                event.providerEventId(),
                event.party(),
                event.campaignId(),
                event.occurredAt(),
                event.messageId(),
                event.inReplyTo(),
                meta,
                event.orchestratorAction());
    }

    private static List<FollowUp> followUps(ActivityType type, ChannelEvent event, Supplier<UUID> ids) {
        List<FollowUp> jobs = new ArrayList<>();
        if (type.has(Effect.SCORES_LEAD)) {
            jobs.add(new FollowUp(new JobId(ids.get()), FollowUp.SCORE_LEAD, null));
        }
        String action = event.orchestratorAction() != null ? event.orchestratorAction() : type.orchestratorAction();
        if (action != null) {
            jobs.add(new FollowUp(new JobId(ids.get()), FollowUp.ORCHESTRATE, action));
        }
        return jobs;
    }
}
