package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.SpineDecision;
import io.aicmo.domain.shared.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which decisions of a list may be applied at once. All of them, but for a message and what refers to it: whether a
 * message is found must not depend on what else is in the batch, so what refers to it comes a wave later if it came
 * later, and no wave later if it came before.
 */
final class SpineWaves {
    private record Message(TenantId tenant, String id) {}

    private record Event(TenantId tenant, String channel, String provider, String id) {}

    private final Map<Message, Integer> sent = new HashMap<>();
    private final Map<Message, Integer> mentioned = new HashMap<>();
    private final Map<Event, Integer> told = new HashMap<>();
    private final List<List<Integer>> waves = new ArrayList<>();

    private SpineWaves() {}

    /** The places of the decisions, wave by wave, each wave in the order of the list. */
    static List<List<Integer>> of(List<SpineDecision> decisions) {
        SpineWaves split = new SpineWaves();
        for (int i = 0; i < decisions.size(); i++) {
            split.put(i, decisions.get(i));
        }
        return split.waves;
    }

    private void put(int place, SpineDecision decision) {
        ChannelEvent event = decision.event();
        TenantId tenant = decision.tenantId();
        Event key = new Event(tenant, event.channel(), event.provider(), event.providerEventId());
        List<Message> mentions = mentions(decision);
        int wave = told.getOrDefault(key, 0);
        for (Message message : mentions) {
            wave = Math.max(wave, sent.getOrDefault(message, -1) + 1);
        }
        if (decision.startsThread() && event.messageId() != null) {
            Message message = new Message(tenant, event.messageId());
            wave = Math.max(wave, Math.max(sent.getOrDefault(message, 0), mentioned.getOrDefault(message, 0)));
            sent.putIfAbsent(message, wave);
        }
        told.put(key, wave);
        for (Message message : mentions) {
            mentioned.merge(message, wave, Math::max);
        }
        while (waves.size() <= wave) {
            waves.add(new ArrayList<>());
        }
        waves.get(wave).add(place);
    }

    private static List<Message> mentions(SpineDecision decision) {
        ChannelEvent event = decision.event();
        Stream<String> about = decision.startsThread() ? Stream.empty() : Stream.ofNullable(event.messageId());
        return Stream.concat(event.inReplyTo().stream(), about)
                .map(id -> new Message(decision.tenantId(), id))
                .toList();
    }
}
