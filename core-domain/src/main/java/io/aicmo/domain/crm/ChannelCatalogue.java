package io.aicmo.domain.crm;

import io.aicmo.domain.shared.Rejected;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels that this installation knows. */
public final class ChannelCatalogue {
    private final Map<String, Map<String, ActivityType>> typesByChannel = new LinkedHashMap<>();

    /** @throws IllegalArgumentException if two channels, or two activity types, have the same name */
    public ChannelCatalogue(List<Channel> channels) {
        Map<String, String> owners = new HashMap<>();
        Channels.ON_ANY_CHANNEL.forEach(type -> owners.put(type.name(), "every channel"));
        for (Channel channel : channels) {
            Map<String, ActivityType> types = new LinkedHashMap<>();
            channel.activityTypes().forEach(type -> {
                String owner = owners.put(type.name(), channel.name());
                if (owner != null) {
                    throw new IllegalArgumentException(type.name() + " is declared twice");
                }
                types.put(type.name(), type);
            });
            Channels.ON_ANY_CHANNEL.forEach(type -> types.put(type.name(), type));
            if (typesByChannel.put(channel.name(), Map.copyOf(types)) != null) {
                throw new IllegalArgumentException("channel " + channel.name() + " is declared twice");
            }
        }
    }

    /** This catalogue and one more channel. */
    public ChannelCatalogue with(Channel channel) {
        List<Channel> all = new ArrayList<>();
        typesByChannel.forEach((name, types) -> all.add(new Channel(
                name,
                types.values().stream()
                        .filter(type -> !Channels.ON_ANY_CHANNEL.contains(type))
                        .toList())));
        all.add(channel);
        return new ChannelCatalogue(all);
    }

    /** The names of all channels, in the order of their declaration. */
    public List<String> channels() {
        return List.copyOf(typesByChannel.keySet());
    }

    /** The names of a channel's activity types, those of any channel included, sorted; empty for an unknown channel. */
    public List<String> activityTypes(String channel) {
        return typesByChannel.getOrDefault(channel, Map.of()).keySet().stream()
                .sorted()
                .toList();
    }

    /** Every activity type of every channel, each once. */
    public List<ActivityType> allActivityTypes() {
        return typesByChannel.values().stream()
                .flatMap(types -> types.values().stream())
                .distinct()
                .toList();
    }

    /** The channel that alone has an activity type, or empty where none or every one has it. */
    public Optional<String> channelOf(String activityType) {
        return typesByChannel.entrySet().stream()
                .filter(channel -> channel.getValue().containsKey(activityType))
                .filter(channel -> Channels.ON_ANY_CHANNEL.stream()
                        .noneMatch(type -> type.name().equals(activityType)))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** An activity type of a channel, or empty where the channel or the type is unknown. */
    public Optional<ActivityType> find(String channel, String activityType) {
        return Optional.ofNullable(
                typesByChannel.getOrDefault(channel, Map.of()).get(activityType));
    }

    /**
     * An activity type of a channel.
     *
     * @throws Rejected {@code channel.unknown}, {@code activity_type.unknown}
     */
    public ActivityType get(String channel, String activityType) {
        checkChannel(channel, "channel");
        return find(channel, activityType)
                .orElseThrow(() -> Rejected.field(
                        "activity_type",
                        "activity_type.unknown",
                        "channel " + channel + " has the activity types " + String.join(", ", activityTypes(channel))));
    }

    /** @throws Rejected {@code channel.unknown} */
    public void checkChannel(String channel, String field) {
        if (!typesByChannel.containsKey(channel)) {
            throw Rejected.field(
                    field, "channel.unknown", "the known channels are " + String.join(", ", typesByChannel.keySet()));
        }
    }

    /**
     * Checks several names.
     *
     * @throws Rejected {@code channel.unknown}, naming the place in the list
     */
    public void checkChannels(List<String> names, String field) {
        for (int i = 0; i < names.size(); i++) {
            checkChannel(names.get(i), field + "/" + i);
        }
    }
}
