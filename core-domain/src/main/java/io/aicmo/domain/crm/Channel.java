package io.aicmo.domain.crm;

import java.util.List;

/**
 * A way to reach people, declared by its name and its activity types. To add one, declare it and add it to the {@link
 * ChannelCatalogue}; nothing else knows channels by name.
 *
 * @param name the word in JSON and the database, in snake_case
 * @param activityTypes what can happen on it
 */
public record Channel(String name, List<ActivityType> activityTypes) {
    public Channel {
        activityTypes = List.copyOf(activityTypes);
    }

    /** A channel with these activity types. */
    public static Channel of(String name, ActivityType... activityTypes) {
        return new Channel(name, List.of(activityTypes));
    }
}
