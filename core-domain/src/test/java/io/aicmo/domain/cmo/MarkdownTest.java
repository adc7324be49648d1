package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.ContentAssetId;
import io.aicmo.domain.shared.ContentVariantId;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MarkdownTest {
    @Test
    void aPlanIsADocument() {
        Plan plan = Marketing.aPlan(Marketing.planWords(
                Marketing.START,
                Money.of("3000", "EUR"),
                List.of(new BudgetShare("email", new BigDecimal("40")), new BudgetShare("ads", new BigDecimal("60")))));
        Milestone milestone = Milestone.of(
                plan,
                new MilestoneId(Given.anId()),
                new Milestone.Edit("Ten customers", null, Marketing.END, MilestoneStatus.DONE),
                Given.NOW);

        assertThat(Markdown.of(plan, List.of(milestone))).isEqualTo("""
                # Spring

                - **From:** 2026-01-01 to 2026-03-31
                - **Status:** draft
                - **Goal:** 50 leads a month
                - **Budget:** 3000 EUR

                ## Themes

                - Month 1: Be seen

                ## Figures

                - Leads – 150 leads

                ## Budget

                - email: 40 % – 1200 EUR
                - ads: 60 % – 1800 EUR

                ## Milestones

                - 2026-03-31 (week 13): Ten customers – done
                """);
    }

    @Test
    void aPieceOfContentSaysWhatItIsAndThenWhatItSays() {
        assertThat(Markdown.of(new Markdown.Piece(Marketing.anEmail(), List.of())))
                .isEqualTo("""
                # Welcome

                - **Kind:** email
                - **Channel:** email
                - **Status:** draft
                - **Subject:** Hello

                Hello there
                """);
    }

    @Test
    void whatPeopleWroteIsInOneLineAndMeansNothingButItself() {
        assertThat(Inline.of("x\n\n# Fake\r\n<b>*_`[a](b)")).isEqualTo("x \\# Fake \\<b\\>\\*\\_\\`\\[a\\](b)");
        assertThat(Inline.of("- one")).isEqualTo("\\- one");
        assertThat(Inline.of("1. one")).isEqualTo("1\\. one");
        assertThat(Inline.of("2026-03-31: 40 % of 3,000 EUR, R&D!")).isEqualTo("2026-03-31: 40 % of 3,000 EUR, R&D!");
    }

    @Test
    void theHeadingsOfATextAreBelowTheOneThatItStandsUnder() {
        assertThat(Outline.below(2, "# One\ntext\n\n> - ## Two\n\nThree\n===\n\nFour\n---\n\n---\n<h1>Five</h1>"))
                .isEqualTo("### One\ntext\n\n> - #### Two\n\n### Three\n\n#### Four\n\n---\n\\<h1>Five\\</h1>");
        assertThat(Outline.below(5, "### Deep")).isEqualTo("###### Deep");
        assertThat(Outline.below(1, "#hashtag\n- a\n---")).isEqualTo("#hashtag\n- a\n---");
        assertThat(Outline.below(1, "```\n# code\n")).isEqualTo("```\n# code\n```");
        assertThat(Outline.below(1, "~~~ sh\n# code\n~~~\n# Out")).isEqualTo("~~~ sh\n# code\n~~~\n## Out");
    }

    @Property(tries = 300)
    void nothingThatSomebodyWroteAddsAHeading(@ForAll("hostile") String text) {
        Plan plan = Marketing.aPlan(new Plan.Edit(
                null,
                null,
                text,
                text,
                "Summary",
                PlanStatus.DRAFT,
                Marketing.START,
                List.of(new Theme(1, text, text)),
                List.of(new Kpi(text, "leads", BigDecimal.TEN, null)),
                Money.of("3000", "EUR"),
                List.of(new BudgetShare(text, new BigDecimal(100)))));
        Milestone milestone = Milestone.of(
                plan,
                new MilestoneId(Given.anId()),
                new Milestone.Edit(text, text, Marketing.END, MilestoneStatus.OPEN),
                Given.NOW);

        assertThat(headings(Markdown.of(plan, List.of(milestone))))
                .hasSize(5)
                .endsWith("## Themes", "## Figures", "## Budget", "## Milestones");
    }

    @Property(tries = 300)
    void nothingThatContentSaysStandsBesideIt(@ForAll("hostile") String text) {
        ContentAsset email = ContentAsset.drafted(
                Marketing.aCampaign(CampaignStatus.PLANNING),
                new ContentAssetId(Given.anId()),
                new ContentAsset.Words(null, AssetKind.EMAIL, "email", 0, 0, "Title", text, text, Map.of("k", text)),
                null,
                Given.NOW);
        ContentVariant variant = ContentVariant.of(
                email,
                new ContentVariantId(Given.anId()),
                new ContentVariant.Edit("B", 50, text, text, text, Map.of()),
                null,
                Given.NOW);

        List<String> headings = headings(Markdown.of(new Markdown.Piece(email, List.of(variant))));

        assertThat(headings).startsWith("# Title").contains("## Variant B");
        assertThat(headings.subList(1, headings.size())).allMatch(heading -> heading.contains("##"));
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.of(
                        "x",
                        " ",
                        "\n",
                        "\r\n",
                        "\n\n",
                        "# Fake",
                        "## Fake",
                        "#",
                        "- ",
                        "> ",
                        "1. ",
                        "===",
                        "---",
                        "```",
                        "~~~",
                        "<h1>Fake</h1>",
                        "<!-- ",
                        "\\",
                        "`",
                        "\u2028",
                        "*",
                        "\t")
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(parts -> "a" + String.join("", parts))
                .map(text -> text.length() > 100 ? text.substring(0, 100) : text);
    }

    /** Everything in a document that is read as a heading, by the rules of CommonMark as far as they matter here. */
    private static List<String> headings(String document) {
        List<String> headings = new ArrayList<>();
        String fence = "";
        String before = "";
        for (String line : document.lines().toList()) {
            String text = line.replaceFirst("^(\\s|[-*+>]\\s|>|\\d{1,9}[.)]\\s)*", "");
            boolean mark = line.matches(" {0,3}(```|~~~).*")
                    && !line.strip().replaceFirst("^`+", "").contains("`");
            if (!fence.isEmpty()) {
                fence = mark && line.strip().matches(fence.charAt(0) + "{" + fence.length() + ",}") ? "" : fence;
            } else if (mark) {
                fence = line.strip().replaceFirst("^(`+|~+).*", "$1");
            } else if (text.matches("#{1,6}(\\s.*)?")
                    || line.matches("(?i).*(?<!\\\\)<h[1-6].*")
                    || (line.matches(" {0,3}(=+|-+)\\s*") && before.matches("[^\\s#>*+-].*"))) {
                headings.add(line);
            }
            before = line;
        }
        return headings;
    }
}
