package io.aicmo.domain.cmo;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.MilestoneId;
import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.util.List;
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
}
