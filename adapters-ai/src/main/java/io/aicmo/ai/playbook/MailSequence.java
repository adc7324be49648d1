package io.aicmo.ai.playbook;

import io.aicmo.domain.cmo.draft.ContentDraft.Email;
import io.aicmo.domain.cmo.draft.ContentDraft.EmailVariant;
import java.util.ArrayList;
import java.util.List;

/** A sequence of mails: welcome, problem, reasons, and so on, until it says goodbye. */
final class MailSequence {
    private static final int DAY = 24;

    private MailSequence() {}

    /** @param count how many mails, 1 to 10 */
    static List<Email> of(Wording words, int count) {
        List<Email> mails = new ArrayList<>();
        mails.add(welcome(words));
        for (int position = 1; position < count - 1; position++) {
            mails.add(position == 1 ? problem(words) : reason(words, position - 2));
        }
        if (count > 1) {
            mails.add(goodbye(words));
        }
        return mails;
    }

    private static Email welcome(Wording words) {
        return new Email(
                0,
                "Welcome to " + words.brand(),
                Wording.phrase(Wording.capital(words.promise()), 150),
                letter(
                        words,
                        "thank you for your interest in " + words.offer() + ". In one sentence: " + words.promise()
                                + ".",
                        "In the next days we write to you about what matters to " + words.audience()
                                + ", and how to begin."),
                List.of(new EmailVariant(
                        "B",
                        Wording.phrase(Wording.capital(words.promise()), 150),
                        letter(
                                words,
                                "you asked for " + words.offer() + ". This is what you get: " + words.promise() + ".",
                                "If you would rather talk than read, answer this mail."))));
    }

    private static Email problem(Wording words) {
        return new Email(
                2 * DAY,
                Wording.phrase(Wording.capital(words.problem()) + "?", 150),
                "How others deal with it",
                letter(
                        words,
                        "many of " + words.audience() + " know this: " + words.problem() + ".",
                        "That is why " + words.brand() + " made " + words.offer() + ": " + words.promise()
                                + ". What does it look like for you? Answer this mail with a sentence or two."),
                List.of());
    }

    private static Email reason(Wording words, int number) {
        String benefit = words.benefits().get(number % words.benefits().size());
        String guarantee = words.guarantee();
        return new Email(
                3 * DAY,
                Wording.phrase("A reason for " + words.offer() + ": " + benefit, 150),
                Wording.phrase(benefit, 150),
                letter(
                        words,
                        Wording.capital(benefit) + ". That is what " + words.audience() + " get from " + words.offer()
                                + ".",
                        guarantee == null
                                ? "Is that what you need?"
                                : "And if it is not what you need: " + guarantee + "."),
                List.of());
    }

    private static Email goodbye(Wording words) {
        String urgency = words.urgency();
        return new Email(
                4 * DAY,
                "Shall we talk about " + words.offer() + "?",
                "The last mail of this series",
                letter(
                        words,
                        "this is the last mail of this series."
                                + (urgency == null ? "" : " " + Wording.capital(urgency) + "."),
                        "If " + words.offer()
                                + " is for you, the next step is short. If it is not, we are glad that you read"
                                + " this far."),
                List.of());
    }

    private static String letter(Wording words, String first, String second) {
        return "Hello,\n\n" + first + "\n\n" + second + "\n\n**" + words.callToAction() + "**\n\nYour team at "
                + words.brand();
    }
}
