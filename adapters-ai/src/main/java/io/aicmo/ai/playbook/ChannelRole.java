package io.aicmo.ai.playbook;

import io.aicmo.domain.cmo.AssetKind;
import java.util.List;

/** What a channel is good for. One that nobody here has heard of is where people are met, as on a social network. */
enum ChannelRole {
    /** Where people leave their address. */
    PAGE(15, "always on, looked at every week"),
    /** What is written to people who are known. */
    MAIL(25, "a sequence when somebody signs up, and one mail a week"),
    /** Short words to people who are known. */
    TEXT(10, "one message after each sign-up, none without consent"),
    /** Speaking to people. */
    CALL(15, "calls to warm leads on two days a week"),
    /** Where people are met. */
    SOCIAL(30, "three posts a week, and advertisements to those who fit");

    private final int weight;
    private final String cadence;

    ChannelRole(int weight, String cadence) {
        this.weight = weight;
        this.cadence = cadence;
    }

    static ChannelRole of(String channel) {
        return switch (channel) {
            case "landing_page" -> PAGE;
            case "email" -> MAIL;
            case "sms", "whatsapp" -> TEXT;
            case "voice" -> CALL;
            default -> SOCIAL;
        };
    }

    /** How much of a budget it takes, in relation to the others. */
    int weight() {
        return weight;
    }

    /** How often something goes out, in words. */
    String cadence() {
        return cadence;
    }

    /** What is made for it. */
    List<AssetKind> kinds() {
        return switch (this) {
            case PAGE -> List.of(AssetKind.LANDING_PAGE);
            case MAIL -> List.of(AssetKind.EMAIL);
            case CALL -> List.of(AssetKind.VOICE_SCRIPT);
            case TEXT -> List.of(AssetKind.SOCIAL_POST);
            case SOCIAL -> List.of(AssetKind.SOCIAL_POST, AssetKind.AD);
        };
    }
}
