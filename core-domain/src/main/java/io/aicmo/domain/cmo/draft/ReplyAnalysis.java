package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who was written to wants.
 *
 * @param summary what they say, in a sentence
 * @param confidence how sure it is, 0 to 100 per cent
 * @param nextActions what to do about it, the first first
 * @param suggestedReply what to answer, or null where nothing is to be answered
 */
public record ReplyAnalysis(
        Intent intent,
        Sentiment sentiment,
        String summary,
        int confidence,
        List<NextAction> nextActions,
        @Nullable String suggestedReply) {

    /** What a reply is about. */
    public enum Intent {
        INTERESTED,
        /** They want to meet or to talk, or propose a time. */
        MEETING,
        QUESTION,
        /** They say what speaks against it. */
        OBJECTION,
        /** Later, perhaps. */
        NOT_NOW,
        NOT_INTERESTED,
        /** They want to hear nothing any more. */
        UNSUBSCRIBE,
        WRONG_PERSON,
        /** A machine answers that they are away. */
        OUT_OF_OFFICE,
        OTHER;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a reply sounds. */
    public enum Sentiment {
        POSITIVE,
        NEUTRAL,
        NEGATIVE;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What can be done about a reply. */
    public enum ActionKind {
        /** A person answers. */
        REPLY,
        BOOK_MEETING,
        /** A person speaks to them again, later. */
        FOLLOW_UP,
        QUALIFY,
        DISQUALIFY,
        /** Nothing is sent to them any more. */
        SUPPRESS,
        FIND_RIGHT_PERSON,
        WAIT;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something to do.
     *
     * @param why for a person
     * @param inDays when: in so many days, 0 for at once
     */
    public record NextAction(ActionKind kind, String why, int inDays) {
        /** @throws Rejected {@code reply_analysis.days_out_of_range}, {@code text.*} */
        public NextAction {
            why = Text.required(why, "why", 1_000);
            if (inDays < 0 || inDays > 365) {
                throw Rejected.field(
                        "in_days", "reply_analysis.days_out_of_range", "in_days must be between 0 and 365");
            }
        }
    }

    /** @throws Rejected {@code reply_analysis.confidence_out_of_range}, {@code list.*}, {@code text.*} */
    public ReplyAnalysis {
        summary = Text.required(summary, "summary", 1_000);
        nextActions = Lists.between(nextActions, "next_actions", 1, 5);
        suggestedReply = Text.optional(suggestedReply, "suggested_reply", 5_000);
        if (confidence < 0 || confidence > 100) {
            throw Rejected.field(
                    "confidence",
                    "reply_analysis.confidence_out_of_range",
                    "confidence must be between 0 and 100 per cent");
        }
    }
}
