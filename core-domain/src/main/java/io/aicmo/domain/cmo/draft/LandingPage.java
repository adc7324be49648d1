package io.aicmo.domain.cmo.draft;

import static io.aicmo.domain.cmo.draft.ContentDraft.line;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.List;

/**
 * A page that turns visitors into leads, drafted.
 *
 * @param title its name, for those who work with it
 * @param callToAction what its button says
 * @param formFields what its form asks: {@code email} and others
 * @param variants other ways to open it, to try which works better; at most 5
 */
public record LandingPage(
        String title,
        String headline,
        String subheadline,
        List<Section> sections,
        String callToAction,
        List<String> formFields,
        List<PageVariant> variants) {

    /** A part of the page, in Markdown. */
    public record Section(String heading, String body) {
        public Section {
            heading = line(heading, "heading", 300);
            body = Text.required(body, "body", ContentDraft.MAX_BODY);
        }
    }

    /**
     * The same page with another opening.
     *
     * @param label tells it from its siblings, for example {@code B}
     */
    public record PageVariant(String label, String headline, String subheadline, String callToAction) {
        public PageVariant {
            label = line(label, "label", 50);
            headline = line(headline, "headline", 300);
            subheadline = line(subheadline, "subheadline", 500);
            callToAction = line(callToAction, "call_to_action", 100);
        }
    }

    /** @throws Rejected {@code landing_page.form_without_email}, {@code list.*}, {@code text.*} */
    public LandingPage {
        title = line(title, "title", 300);
        headline = line(headline, "headline", 300);
        subheadline = line(subheadline, "subheadline", 500);
        sections = Lists.between(sections, "sections", 1, 20);
        callToAction = line(callToAction, "call_to_action", 100);
        formFields = Text.list(formFields, "form_fields", 20, 100);
        variants = Lists.between(variants, "variants", 0, 5);
        if (!formFields.contains("email")) {
            throw Rejected.field(
                    "form_fields", "landing_page.form_without_email", "the form of a landing page asks for email");
        }
    }

    /** The whole page in Markdown. */
    public String body() {
        return body(headline, subheadline, callToAction);
    }

    /** The whole page in Markdown, opened as this variant does. */
    public String body(PageVariant variant) {
        return body(variant.headline, variant.subheadline, variant.callToAction);
    }

    private String body(String opening, String below, String button) {
        StringBuilder text = new StringBuilder("# " + opening + "\n\n" + below);
        sections.forEach(section ->
                text.append("\n\n## ").append(section.heading).append("\n\n").append(section.body));
        return text.append("\n\n**").append(button).append("**").toString();
    }
}
