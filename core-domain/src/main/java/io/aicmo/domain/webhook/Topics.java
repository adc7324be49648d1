package io.aicmo.domain.webhook;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;
import java.util.regex.Pattern;

/** What somebody wants to hear of: types of events such as {@code lead.created}, or all that begin alike, {@code lead.*}. */
public final class Topics {
    private static final int MOST = 50;
    private static final int LONGEST = 100;
    private static final String WORDS = "[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*";
    private static final Pattern TYPE = Pattern.compile(WORDS);
    private static final Pattern TOPIC = Pattern.compile("\\*|" + WORDS + "(\\.\\*)?");

    private Topics() {}

    /**
     * Topics as somebody gave them, 1 to 50.
     *
     * @throws Rejected {@code webhook_endpoint.topics_missing}, {@code webhook_endpoint.topic_invalid}, {@code list.too_long}
     */
    static List<String> checked(List<String> topics) {
        List<String> checked = Text.list(topics, "topics", MOST, LONGEST);
        if (checked.isEmpty()) {
            throw Rejected.field("topics", "webhook_endpoint.topics_missing", "name at least one topic; * is all");
        }
        checked.stream()
                .filter(topic -> !TOPIC.matcher(topic).matches())
                .findFirst()
                .ifPresent(topic -> {
                    throw Rejected.field(
                            "topics",
                            "webhook_endpoint.topic_invalid",
                            "a topic is a type such as lead.created, or lead.*, or *; this is not: " + topic);
                });
        return checked;
    }

    /**
     * The type of an event, at most 100 characters.
     *
     * @throws Rejected {@code webhook.type_invalid}
     */
    public static String type(String type) {
        if (type.length() > LONGEST || !TYPE.matcher(type).matches()) {
            throw Rejected.field("type", "webhook.type_invalid", "type is words with dots, such as lead.created");
        }
        return type;
    }

    /** Whether one of the topics is this type, or begins it. */
    static boolean include(List<String> topics, String type) {
        return topics.stream().anyMatch(topic -> includes(topic, type));
    }

    private static boolean includes(String topic, String type) {
        if (!topic.endsWith("*")) {
            return topic.equals(type);
        }
        return type.startsWith(topic.substring(0, topic.length() - 1));
    }
}
