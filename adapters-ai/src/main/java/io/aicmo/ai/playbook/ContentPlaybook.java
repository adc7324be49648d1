package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.draft.Automation;
import io.aicmo.domain.cmo.draft.ContentDraft;
import io.aicmo.domain.cmo.draft.ContentDraft.Ad;
import io.aicmo.domain.cmo.draft.ContentDraft.SocialPost;
import io.aicmo.domain.cmo.draft.LandingPage;
import io.aicmo.domain.cmo.draft.LandingPage.PageVariant;
import io.aicmo.domain.cmo.draft.LandingPage.Section;
import io.aicmo.domain.cmo.draft.VoiceScript;
import io.aicmo.domain.cmo.draft.VoiceScript.Objection;
import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Page, mails, script, posts, advertisements and automations from the offer's own words. */
final class ContentPlaybook implements Playbook<ContentInput, ContentDraft> {
    private static final int MOST_CHANNELS = 5;

    @Override
    public Agent<ContentInput, ContentDraft> agent() {
        return CmoAgents.CONTENT_ENGINE;
    }

    @Override
    public ContentDraft answer(ContentInput input) {
        Wording words = new Wording(input.market());
        List<String> social = input.channels().stream()
                .filter(channel -> ChannelRole.of(channel).kinds().contains(AssetKind.SOCIAL_POST))
                .distinct()
                .limit(MOST_CHANNELS)
                .toList();
        List<String> paid = social.stream()
                .filter(channel -> ChannelRole.of(channel).kinds().contains(AssetKind.AD))
                .toList();
        boolean nothingElse = input.kinds().stream()
                .allMatch(kind -> (kind == AssetKind.SOCIAL_POST && social.isEmpty())
                        || (kind == AssetKind.AD && paid.isEmpty()));
        boolean page = input.kinds().contains(AssetKind.LANDING_PAGE) || nothingElse;
        boolean mails = input.kinds().contains(AssetKind.EMAIL);
        return new ContentDraft(
                page ? page(words) : null,
                mails ? MailSequence.of(words, input.emails()) : List.of(),
                input.kinds().contains(AssetKind.VOICE_SCRIPT) ? script(words) : null,
                input.kinds().contains(AssetKind.SOCIAL_POST)
                        ? social.stream()
                                .flatMap(channel -> posts(words, channel).stream())
                                .toList()
                        : List.of(),
                input.kinds().contains(AssetKind.AD)
                        ? paid.stream()
                                .flatMap(channel -> ads(words, channel).stream())
                                .toList()
                        : List.of(),
                mails ? List.of(welcome(words), afterReply()) : List.of());
    }

    private static LandingPage page(Wording words) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "You know this",
                Wording.capital(words.problem()) + ". " + Wording.capital(words.audience())
                        + " deal with it every week."));
        sections.add(new Section(
                "What " + words.brand() + " does about it",
                "- "
                        + String.join(
                                "\n- ",
                                words.benefits().stream().map(Wording::capital).toList())));
        String price = words.price();
        if (price != null) {
            sections.add(new Section("What it costs", words.offer() + ": " + price + "."));
        }
        String guarantee = words.guarantee();
        if (guarantee != null) {
            sections.add(new Section("What if it does not work out", Wording.capital(guarantee) + "."));
        }
        String urgency = words.urgency();
        if (urgency != null) {
            sections.add(new Section("Why now", Wording.capital(urgency) + "."));
        }
        return new LandingPage(
                "Landing page: " + words.offer(),
                Wording.capital(words.promise()),
                words.offer() + " by " + words.brand() + ", for " + words.audience(),
                sections,
                words.callToAction(),
                List.of("email", "first_name", "company"),
                List.of(new PageVariant(
                        "B",
                        Wording.capital(words.problem()) + "?",
                        words.brand() + " is there for " + words.audience() + ": " + words.promise(),
                        words.callToAction())));
    }

    private static VoiceScript script(Wording words) {
        String price = words.price();
        List<Objection> objections = new ArrayList<>(List.of(
                new Objection("No time right now.", "Understood. When is a better moment, this week or next?"),
                new Objection(
                        "We already have something.",
                        "Good. What would have to be better? Most ask us for this: "
                                + words.benefits().get(0) + ".")));
        objections.add(new Objection(
                "What does it cost?",
                price == null
                        ? "That depends on what you need; may I ask two questions and then name a figure?"
                        : words.offer() + " is " + price + "."));
        return new VoiceScript(
                "Call script: " + words.offer(),
                "Hello, this is " + words.brand() + ". You asked about " + words.offer()
                        + "; is this a good moment for two minutes?",
                List.of(
                        "How do you deal with this today: " + words.problem() + "?",
                        "What would change for you with this: " + words.promise() + "?",
                        "Who else decides about it?",
                        "When would you like to have it in place?"),
                objections,
                "Then I propose the next step: " + words.callToAction() + ". Does Tuesday or Thursday suit you?",
                "Hello, this is " + words.brand() + " about " + words.offer()
                        + ". I will try again tomorrow; you can also answer our e-mail.");
    }

    private static List<SocialPost> posts(Wording words, String channel) {
        List<String> tags = List.of(tag(words.brand()), tag(words.offer())).stream()
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
        return List.of(
                new SocialPost(
                        channel,
                        "The problem",
                        Wording.capital(words.problem()) + ". How do you deal with it?\n\nAt " + words.brand()
                                + " we hear it from " + words.audience() + " all the time.",
                        tags,
                        "Somebody in the middle of it"),
                new SocialPost(
                        channel,
                        "The promise",
                        Wording.capital(words.promise()) + ".\n\n" + words.offer() + ", for " + words.audience() + ". "
                                + words.callToAction() + ".",
                        tags,
                        null),
                new SocialPost(
                        channel,
                        "The reasons",
                        "Why " + words.offer() + "?\n\n- " + String.join("\n- ", words.benefits()) + "\n\n"
                                + words.callToAction() + ".",
                        tags,
                        null));
    }

    private static List<Ad> ads(Wording words, String channel) {
        return List.of(
                new Ad(
                        channel,
                        Wording.phrase(Wording.capital(words.promise()), 90),
                        words.offer() + " by " + words.brand() + ": "
                                + words.benefits().get(0) + ".",
                        words.callToAction(),
                        words.audience()),
                new Ad(
                        channel,
                        Wording.phrase(Wording.capital(words.problem()) + "?", 90),
                        words.brand() + " helps " + words.audience() + ": " + words.promise() + ".",
                        words.callToAction(),
                        words.audience()));
    }

    private static Automation welcome(Wording words) {
        return new Automation(
                "Welcome",
                List.of(
                        new Automation.Step(
                                AutomationStep.Kind.TRIGGER, "Somebody leaves an address", "landing_form_submit", null),
                        new Automation.Step(
                                AutomationStep.Kind.CONDITION, "They agreed to e-mail", "consent to email", null),
                        new Automation.Step(
                                AutomationStep.Kind.ACTION,
                                "Begin the sequence",
                                "enroll in the e-mail sequence of " + words.offer(),
                                null)));
    }

    private static Automation afterReply() {
        return new Automation(
                "After a reply",
                List.of(
                        new Automation.Step(AutomationStep.Kind.TRIGGER, "Somebody replies", "email_replied", null),
                        new Automation.Step(AutomationStep.Kind.WAIT, "Leave the team a day", null, 24),
                        new Automation.Step(
                                AutomationStep.Kind.CONDITION,
                                "Nobody has answered",
                                "no activity since the reply",
                                null),
                        new Automation.Step(
                                AutomationStep.Kind.ACTION, "Remind the owner", "notify the owner of the lead", null)));
    }

    private static String tag(String words) {
        String tag = words.replaceAll("[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
        return tag.length() > 60 ? "" : tag;
    }
}
