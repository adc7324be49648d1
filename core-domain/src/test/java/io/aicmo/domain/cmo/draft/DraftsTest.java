package io.aicmo.domain.cmo.draft;

import static io.aicmo.domain.cmo.draft.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.cmo.draft.CampaignDraft.AssetNeed;
import io.aicmo.domain.cmo.draft.CampaignDraft.CalendarEntry;
import io.aicmo.domain.cmo.draft.CampaignDraft.ChannelUse;
import io.aicmo.domain.cmo.draft.ContentDraft.Email;
import io.aicmo.domain.cmo.draft.ContentDraft.EmailVariant;
import io.aicmo.domain.cmo.draft.LandingPage.PageVariant;
import io.aicmo.domain.cmo.draft.LandingPage.Section;
import io.aicmo.domain.cmo.draft.RecommendationDraft.Evidence;
import io.aicmo.domain.crm.AutomationStep.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DraftsTest {
    private static final LocalDate START = LocalDate.of(2027, 1, 4);

    @Test
    void aFunnelHasAtLeastTwoStagesAndNoneTwice() {
        assertThat(new FunnelDraft("f", "g", List.of(stage("see", "40"), stage("buy", "2.5"))).stages())
                .hasSize(2);
        assertThat(refusal(() -> new FunnelDraft("f", "g", List.of(stage("see", "40")))))
                .isEqualTo("list.too_short");
        assertThat(refusal(() -> new FunnelDraft("f", "g", List.of(stage("see", "40"), stage("see", "2")))))
                .isEqualTo("funnel.stage_twice");
    }

    @Test
    void aStageWantsAShareOfThoseWhoEnterIt() {
        assertThat(refusal(() -> stage("see", "0"))).isEqualTo("funnel_stage.conversion_target_out_of_range");
        assertThat(refusal(() -> stage("see", "100.01"))).isEqualTo("funnel_stage.conversion_target_out_of_range");
    }

    @Test
    void aCampaignsCalendarAndPhasesAreInsideIt() {
        assertThat(campaign("email", START, 14).calendar()).hasSize(1);
        assertThat(refusal(() -> campaign("email", START.minusDays(1), 14))).isEqualTo("campaign.date_outside");
        assertThat(refusal(() -> campaign("email", START, 15))).isEqualTo("campaign.phase_out_of_range");
    }

    @Test
    void whatACampaignNeedsGoesOutOnItsOwnChannels() {
        assertThat(refusal(() -> campaign("sms", START, 14))).isEqualTo("campaign.channel_not_used");
    }

    @Test
    void contentHasAtLeastOnePiece() {
        assertThat(refusal(() -> new ContentDraft(null, List.of(), null, List.of(), List.of(), List.of())))
                .isEqualTo("content.empty");
    }

    @Test
    void aSubjectIsOneLine() {
        assertThat(refusal(() -> new Email(0, "Hello\nBcc: everybody", "preview", "body", List.of())))
                .isEqualTo("text.not_one_line");
        assertThat(refusal(() -> new EmailVariant("B", "a\rb", "body"))).isEqualTo("text.not_one_line");
        assertThat(refusal(() -> new Email(9_000, "Hello", "preview", "body", List.of())))
                .isEqualTo("content_asset.delay_out_of_range");
    }

    @Test
    void aLandingPageAsksForAnAddressAndReadsAsOneText() {
        PageVariant other = new PageVariant("B", "Taste it", "today", "Order");
        LandingPage page = new LandingPage(
                "Page",
                "Fresh coffee",
                "every week",
                List.of(new Section("Why", "Because.")),
                "Try it",
                List.of("email"),
                List.of(other));

        assertThat(page.body()).isEqualTo("# Fresh coffee\n\nevery week\n\n## Why\n\nBecause.\n\n**Try it**");
        assertThat(page.body(other)).startsWith("# Taste it").endsWith("**Order**");
        assertThat(refusal(() -> new LandingPage(
                        "Page", "a", "b", List.of(new Section("c", "d")), "e", List.of("name"), List.of())))
                .isEqualTo("landing_page.form_without_email");
    }

    @Test
    void anAutomationBeginsWithItsOnlyTriggerAndDoesSomething() {
        Automation.Step trigger = new Automation.Step(Kind.TRIGGER, "on form", "landing_form_submit", null);
        Automation.Step action = new Automation.Step(Kind.ACTION, "enrol", "enrol in the sequence", null);
        Automation.Step wait = new Automation.Step(Kind.WAIT, "a day", null, 24);

        assertThat(new Automation("a", List.of(trigger, wait, action))
                        .steps()
                        .get(1)
                        .config())
                .containsOnly(java.util.Map.entry("wait_hours", 24));
        assertThat(refusal(() -> new Automation("a", List.of(action, trigger))))
                .isEqualTo("automation.trigger_not_first");
        assertThat(refusal(() -> new Automation("a", List.of(trigger, wait)))).isEqualTo("automation.without_action");
        assertThat(refusal(() -> new Automation.Step(Kind.WAIT, "w", null, 0)))
                .isEqualTo("automation_step.wait_out_of_range");
    }

    @Test
    void aRecommendationRestsOnFigures() {
        Evidence evidence = new Evidence("cpl", new BigDecimal("42.5"));

        assertThat(new RecommendationDraft("t", "a", "r", "e", 80, List.of(evidence)).evidence())
                .containsExactly(evidence);
        assertThat(refusal(() -> new RecommendationDraft("t", "a", "r", "e", 80, List.of())))
                .isEqualTo("list.too_short");
        assertThat(refusal(() -> new RecommendationDraft("t", "a", "r", "e", 101, List.of(evidence))))
                .isEqualTo("recommendation.confidence_out_of_range");
    }

    private static FunnelDraft.Stage stage(String name, String target) {
        return new FunnelDraft.Stage(
                name, "goal", "description", new BigDecimal(target), List.of("email"), List.of(AssetKind.EMAIL));
    }

    private static CampaignDraft campaign(String assetChannel, LocalDate day, int lastDay) {
        return new CampaignDraft(
                "Spring",
                "leads",
                "100 leads",
                "cafés",
                Intensity.SPRINT,
                START,
                START.plusDays(13),
                List.of(new CampaignPhase("all", "go", 1, lastDay)),
                List.of(new ChannelUse("email", "weekly", null)),
                List.of(new AssetNeed(AssetKind.EMAIL, assetChannel, "Mail", "to be read")),
                List.of(new CalendarEntry(day, CalendarEvent.Kind.LAUNCH, "go", "email", null)));
    }
}
