package io.aicmo.domain.cmo;

import io.aicmo.domain.crm.AutomationStep;
import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Marketing objects as documents that people read, in Markdown. What people and agents wrote stands in them as what it is: a
 * name is a name and no heading, and a text of several lines has its headings below the one that it stands under.
 */
public final class Markdown {
    private final StringBuilder text = new StringBuilder();
    private boolean inList;
    private int depth;

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
                .fact("Written by", writer(plan.generation()))
                .body(plan.summary());
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
                            + (milestone.status() == MilestoneStatus.OPEN
                                    ? ""
                                    : " – " + milestone.status().name().toLowerCase(Locale.ROOT)),
                    milestone.description()));
        }
        return page.toString();
    }

    /** A funnel with its stages, in the given order. */
    public static String of(Funnel funnel, List<FunnelStage> stages) {
        Markdown page = new Markdown()
                .heading(1, funnel.name())
                .fact("Status", funnel.status().word())
                .fact("Goal", funnel.goal())
                .fact("Written by", writer(funnel.generation()));
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
                    .body(stage.description());
        }
        return page.toString();
    }

    /** A campaign with how it uses its channels, its content, and what happens by itself. */
    public static String of(
            Campaign campaign, List<CampaignChannel> channels, List<Piece> content, List<AutomationStep> steps) {
        Markdown page = new Markdown()
                .heading(1, campaign.name())
                .fact("Status", campaign.status().word())
                .fact("Objective", campaign.objective())
                .fact("Goal", campaign.goal())
                .fact("Channels", String.join(", ", campaign.channels()))
                .fact("From", campaign.startDate())
                .fact("To", campaign.endDate())
                .fact("Written by", writer(campaign.generation()));
        if (!campaign.phases().isEmpty()) {
            page.heading(2, "Phases");
            campaign.phases()
                    .forEach(phase -> page.item(
                            "Day " + phase.startDay() + " to " + phase.endDay() + ": " + phase.name(), phase.goal()));
        }
        if (!channels.isEmpty()) {
            page.heading(2, "Channels");
            channels.forEach(channel -> page.item(channel.channel(), use(channel)));
        }
        content.forEach(piece -> page.piece(2, piece));
        if (!steps.isEmpty()) {
            page.heading(2, "Automation");
            steps.forEach(step -> page.item(step.kind().word() + ": " + step.name(), null));
        }
        return page.toString();
    }

    private static @Nullable String use(CampaignChannel channel) {
        String said = Stream.of(channel.cadence(), channel.audience(), channel.budget())
                .flatMap(Stream::ofNullable)
                .map(Object::toString)
                .collect(Collectors.joining("; "));
        return said.isEmpty() ? null : said;
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
        fact("Written by", writer(asset.generation()));
        details(asset.details());
        body(asset.body());
        for (ContentVariant variant : piece.variants) {
            heading(level + 1, "Variant " + variant.label());
            fact("Title", variant.title());
            fact("Subject", variant.subject());
            fact("Written by", writer(variant.generation()));
            details(variant.details());
            body(variant.body());
        }
        return this;
    }

    private void details(Map<String, Object> details) {
        new TreeMap<>(details).forEach((name, value) -> fact(name.replace('_', ' '), value));
    }

    private static @Nullable String writer(@Nullable Generation by) {
        return by == null
                ? null
                : by.model() + ", prompt " + by.promptVersion() + (by.cost() == null ? "" : ", for " + by.cost());
    }

    private Markdown heading(int level, String title) {
        depth = level;
        return paragraph("#".repeat(level) + " " + Inline.of(title));
    }

    /** Text of several lines, in Markdown of its own: its headings are below the one that it stands under. */
    private Markdown body(@Nullable String body) {
        return paragraph(body == null ? null : Outline.below(depth, body));
    }

    /** A fact in a list; nothing where nobody knows it. */
    private Markdown fact(String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            line("- **" + Inline.of(name) + ":** " + Inline.of(value.toString()));
        }
        return this;
    }

    private void item(String what, @Nullable Object more) {
        line("- " + Inline.of(what) + (more == null ? "" : " – " + Inline.of(more.toString())));
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
