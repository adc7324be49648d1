package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.domain.cmo.draft.ReplyAnalysis;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.ActionKind;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.Intent;
import io.aicmo.domain.cmo.draft.ReplyAnalysis.NextAction;
import io.aicmo.domain.cmo.reply.ReplyRules;
import io.aicmo.domain.cmo.reply.ReplyRules.Reading;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a reply by its words and proposes what is usually done. */
final class ReplyPlaybook implements Playbook<ReplyInput, ReplyAnalysis> {
    private static final int A_QUARTER = 90;
    private static final int TWO_WEEKS = 14;

    @Override
    public Agent<ReplyInput, ReplyAnalysis> agent() {
        return CmoAgents.REPLY_ANALYZER;
    }

    @Override
    public ReplyAnalysis answer(ReplyInput input) {
        Reading reading = ReplyRules.read(input.text(), input.automatic());
        return new ReplyAnalysis(
                reading.intent(),
                reading.sentiment(),
                summary(reading.intent(), input.text()),
                reading.confidence(),
                actions(reading.intent()),
                reply(reading.intent(), input));
    }

    private static String summary(Intent intent, String text) {
        String said = Wording.phrase(text, 200);
        return switch (intent) {
                    case INTERESTED -> "They are interested";
                    case MEETING -> "They want to talk";
                    case QUESTION -> "They ask something";
                    case OBJECTION -> "They object";
                    case NOT_NOW -> "They say that it is too early";
                    case NOT_INTERESTED -> "They are not interested";
                    case UNSUBSCRIBE -> "They want no more messages";
                    case WRONG_PERSON -> "They are the wrong person";
                    case OUT_OF_OFFICE -> "A machine answers that they are away";
                    case OTHER -> "What they want is not clear";
                }
                + (said.isEmpty() ? "." : ": \"" + said + "\"");
    }

    private static List<NextAction> actions(Intent intent) {
        return switch (intent) {
            case INTERESTED ->
                List.of(
                        now(ActionKind.REPLY, "Answer today, while they think of it"),
                        now(ActionKind.QUALIFY, "They show interest"));
            case MEETING ->
                List.of(
                        now(ActionKind.BOOK_MEETING, "Propose two times"),
                        now(ActionKind.QUALIFY, "They want to talk"));
            case QUESTION -> List.of(now(ActionKind.REPLY, "Answer the question"));
            case OBJECTION ->
                List.of(now(ActionKind.REPLY, "Take the objection seriously, and ask one question about it"));
            case NOT_NOW ->
                List.of(new NextAction(ActionKind.FOLLOW_UP, "Ask again when it may be a better time", A_QUARTER));
            case NOT_INTERESTED -> List.of(now(ActionKind.DISQUALIFY, "They said no"));
            case UNSUBSCRIBE -> List.of(now(ActionKind.SUPPRESS, "They asked for it"));
            case WRONG_PERSON -> List.of(now(ActionKind.FIND_RIGHT_PERSON, "Ask who is in charge"));
            case OUT_OF_OFFICE -> List.of(new NextAction(ActionKind.WAIT, "They are away", TWO_WEEKS));
            case OTHER -> List.of(now(ActionKind.REPLY, "Somebody should read it"));
        };
    }

    private static NextAction now(ActionKind kind, String why) {
        return new NextAction(kind, why, 0);
    }

    private static @Nullable String reply(Intent intent, ReplyInput input) {
        String call = input.callToAction() == null
                ? "Shall we talk for fifteen minutes?"
                : Wording.phrase(input.callToAction(), 80) + "?";
        String words = switch (intent) {
            case INTERESTED -> "thank you, I am glad to hear that. " + call;
            case MEETING -> "thank you, gladly. Would tomorrow or the day after suit you?";
            case QUESTION -> "thank you for the question. You get a full answer today. " + call;
            case OBJECTION -> "thank you for saying so openly. May I ask what would have to be different for you?";
            case NOT_NOW -> "thank you for telling me. I will be in touch again in a few months.";
            case WRONG_PERSON -> "thank you for telling me. Whom may I write to about this?";
            case NOT_INTERESTED, UNSUBSCRIBE, OUT_OF_OFFICE, OTHER -> null;
        };
        if (words == null) {
            return null;
        }
        return "Hello,\n\n" + words + "\n\n"
                + (input.brand() == null ? "Best regards" : "Best regards\n" + Wording.phrase(input.brand(), 80));
    }
}
