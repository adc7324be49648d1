package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marketing objects as documents that people read, in Markdown. */
public final class Markdown {
    private final StringBuilder text = new StringBuilder();
    private boolean inList;

    private Markdown() {}

    /** A piece of content with its variants. */
    public record Piece(ContentAsset asset, List<ContentVariant> variants) {
        public Piece {
            variants = List.copyOf(variants);
        }
    }

    /** A plan with its milestones, in the given order. */
    public static String of(Plan plan, List<Milestone> milestones) {
        Markdown page = new Markdown()
                .heading(1, plan.name())
                .fact("From", plan.startDate() + " to " + plan.endDate())
                .fact("Status", plan.status().word())
                .fact("Goal", plan.goal())
                .fact("Budget", plan.budget())
                .paragraph(plan.summary());
        if (!plan.themes().isEmpty()) {
            page.heading(2, "Themes");
            plan.themes().forEach(theme -> page.item("Month " + theme.month() + ": " + theme.title(), theme.focus()));
        }
        if (!plan.kpis().isEmpty()) {
            page.heading(2, "Figures");
            plan.kpis().forEach(kpi -> page.item(kpi.name(), plain(kpi.target()) + " " + kpi.unit()));
        }
        if (!plan.budgetSplit().isEmpty()) {
            page.heading(2, "Budget");
            Money budget = plan.budget();
            Map<String, Money> amounts = budget == null ? Map.of() : BudgetShare.amounts(budget, plan.budgetSplit());
            plan.budgetSplit()
                    .forEach(share -> page.item(
                            share.purpose() + ": " + plain(share.percent()) + " %", amounts.get(share.purpose())));
        }
        if (!milestones.isEmpty()) {
            page.heading(2, "Milestones");
            milestones.forEach(milestone -> page.item(
                    milestone.dueDate() + " (week " + plan.weekOf(milestone.dueDate()) + "): " + milestone.title()
                            + (milestone.status() == MilestoneStatus.DONE ? " – done" : ""),
                    milestone.description()));
        }
        return page.toString();
    }

    /** A funnel with its stages, in the given order. */
    public static String of(Funnel funnel, List<FunnelStage> stages) {
        Markdown page = new Markdown()
                .heading(1, funnel.name())
                .fact("Status", funnel.status().word())
                .fact("Goal", funnel.goal());
        for (FunnelStage stage : stages) {
            page.heading(2, (stage.position() + 1) + ". " + stage.name())
                    .fact("Goal", stage.goal())
                    .fact("Conversion target", plain(stage.conversionTarget()) + " %")
                    .fact("Channels", String.join(", ", stage.channels()))
                    .fact(
                            "Content",
                            String.join(
                                    ", ",
                                    stage.assetKinds().stream()
                                            .map(AssetKind::word)
                                            .toList()))
                    .paragraph(stage.description());
        }
        return page.toString();
    }

    /** A campaign with its content. */
    public static String of(Campaign campaign, List<Piece> content) {
        Markdown page = new Markdown()
                .heading(1, campaign.name())
                .fact("Status", campaign.status().word())
                .fact("Objective", campaign.objective())
                .fact("Goal", campaign.goal())
                .fact("Channels", String.join(", ", campaign.channels()))
                .fact("From", campaign.startDate())
                .fact("To", campaign.endDate());
        if (!campaign.phases().isEmpty()) {
            page.heading(2, "Phases");
            campaign.phases()
                    .forEach(phase -> page.item(
                            "Day " + phase.startDay() + " to " + phase.endDay() + ": " + phase.name(), phase.goal()));
        }
        content.forEach(piece -> page.piece(2, piece));
        return page.toString();
    }

    /** A piece of content with its variants. */
    public static String of(Piece piece) {
        return new Markdown().piece(1, piece).toString();
    }

    private Markdown piece(int level, Piece piece) {
        ContentAsset asset = piece.asset;
        heading(level, asset.title());
        fact("Kind", asset.kind().word().replace('_', ' '));
        fact("Channel", asset.channel());
        fact("Status", asset.status().word().replace('_', ' '));
        fact("Subject", asset.subject());
        Generation by = asset.generation();
        fact("Written by", by == null ? null : by.model() + ", prompt " + by.promptVersion());
        paragraph(asset.body());
        for (ContentVariant variant : piece.variants) {
            heading(level + 1, "Variant " + variant.label());
            fact("Subject", variant.subject());
            paragraph(variant.body());
        }
        return this;
    }

    private Markdown heading(int level, String title) {
        return paragraph("#".repeat(level) + " " + title);
    }

    /** A fact in a list; nothing where nobody knows it. */
    private Markdown fact(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            line("- **" + name + ":** " + value);
        }
        return this;
    }

    private void item(String what, @Nullable Object more) {
        line("- " + what + (more == null ? "" : " – " + more));
    }

    private void line(String line) {
        text.append(inList ? "\n" : "\n\n").append(line);
        inList = true;
    }

    private Markdown paragraph(@Nullable String paragraph) {
        if (paragraph != null) {
            text.append(text.isEmpty() ? "" : "\n\n").append(paragraph);
            inList = false;
        }
        return this;
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return text + "\n";
    }
}
