package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a campaign, drafted: at least one piece of it.
 *
 * @param landingPage the page that everything leads to, or null
 * @param emails a sequence, in the order in which it is sent
 * @param voiceScript what a caller says, or null
 * @param automations what happens by itself when people react
 */
public record ContentDraft(
        @Nullable LandingPage landingPage,
        List<Email> emails,
        @Nullable VoiceScript voiceScript,
        List<SocialPost> socialPosts,
        List<Ad> ads,
        List<Automation> automations) {

    /** The longest text of a piece. */
    static final int MAX_BODY = 20_000;

    /**
     * An e-mail of the sequence.
     *
     * @param delayHours hours after the e-mail before it, or after the sequence began; 0 to 8,760
     * @param subject one line
     * @param previewText what inboxes show beside the subject
     * @param body what it says, in Markdown
     * @param variants other ways to say it, to try which works better; at most 5
     */
    public record Email(int delayHours, String subject, String previewText, String body, List<EmailVariant> variants) {
        /** @throws Rejected {@code content_asset.delay_out_of_range}, {@code list.too_long}, {@code text.*} */
        public Email {
            if (delayHours < 0 || delayHours > 8_760) {
                throw Rejected.field(
                        "delay_hours",
                        "content_asset.delay_out_of_range",
                        "delay_hours must be between 0 and 8760 (a year)");
            }
            subject = line(subject, "subject", 300);
            previewText = line(previewText, "preview_text", 300);
            body = Text.required(body, "body", MAX_BODY);
            variants = Lists.between(variants, "variants", 0, 5);
        }
    }

    /**
     * The same e-mail said otherwise.
     *
     * @param label tells it from its siblings, for example {@code B}
     */
    public record EmailVariant(String label, String subject, String body) {
        public EmailVariant {
            label = line(label, "label", 50);
            subject = line(subject, "subject", 300);
            body = Text.required(body, "body", MAX_BODY);
        }
    }

    /**
     * A post on a social network.
     *
     * @param channel the channel that it goes out on, for example {@code linkedin}
     * @param hashtags without {@code #}, at most 10
     * @param imageIdea what a picture to it could show, or null
     */
    public record SocialPost(
            String channel,
            String title,
            String text,
            List<String> hashtags,
            @Nullable String imageIdea) {
        public SocialPost {
            channel = line(channel, "channel", 100);
            title = line(title, "title", 300);
            text = Text.required(text, "text", 3_000);
            hashtags = Text.list(hashtags, "hashtags", 10, 100);
            imageIdea = Text.optional(imageIdea, "image_idea", 1_000);
        }

        /** The text with its hashtags, as it is posted. */
        public String body() {
            return hashtags.isEmpty() ? text : text + "\n\n#" + String.join(" #", hashtags);
        }
    }

    /**
     * An advertisement.
     *
     * @param channel the channel that it runs on
     * @param audience whom it is shown to
     */
    public record Ad(String channel, String headline, String text, String callToAction, String audience) {
        public Ad {
            channel = line(channel, "channel", 100);
            headline = line(headline, "headline", 200);
            text = Text.required(text, "text", 2_000);
            callToAction = line(callToAction, "call_to_action", 100);
            audience = Text.required(audience, "audience", 2_000);
        }

        /** The whole of it in Markdown. */
        public String body() {
            return "**" + headline + "**\n\n" + text + "\n\n" + callToAction;
        }
    }

    /** @throws Rejected {@code content.empty}, {@code list.too_long} */
    public ContentDraft {
        emails = Lists.between(emails, "emails", 0, 20);
        socialPosts = Lists.between(socialPosts, "social_posts", 0, 50);
        ads = Lists.between(ads, "ads", 0, 30);
        automations = Lists.between(automations, "automations", 0, 20);
        boolean nothing = landingPage == null
                && voiceScript == null
                && emails.isEmpty()
                && socialPosts.isEmpty()
                && ads.isEmpty();
        if (nothing) {
            throw Rejected.of("content.empty", "content has at least one piece");
        }
    }

    /** Text of one line, as headers and titles are. */
    static String line(String value, String field, int max) {
        String text = Text.required(value, field, max);
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw Rejected.field(field, "text.not_one_line", field + " must be one line");
        }
        return text;
    }
}
