package io.aicmo.application.cmo;

import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.domain.cmo.draft.OptimizationDraft;
import io.aicmo.domain.crm.DailyStats;
import io.aicmo.domain.crm.StatType;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.crm.SpineStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Has a campaign's recorded statistics judged against those of the time before. Nothing is stored. */
public final class AnalyzePerformance implements KernelMode.Use<AnalyzePerformance.Period, OptimizationDraft> {
    private static final int USUAL_DAYS = 28;
    private static final int MOST_DAYS = 366;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Transactions transactions;
    private final Records records;
    private final SpineStore spine;
    private final Agents agents;
    private final InstantSource clock;

    public AnalyzePerformance(
            Transactions transactions, Records records, SpineStore spine, Agents agents, InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.spine = spine;
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * Which days count; at most 366.
     *
     * @param from the first day, or null for 28 days
     * @param to the last day, or null for today (UTC)
     */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {}

    /** @throws Rejected {@code campaign.missing}, {@code period.out_of_range} */
    @Override
    public AgentAnswer<OptimizationDraft> answer(Actor actor, KernelMode.Ask<Period> ask, Listener listener) {
        CampaignId campaign = ask.campaignId();
        if (campaign == null) {
            throw Rejected.field("campaign_id", "campaign.missing", "figures are those of a campaign; name it");
        }
        AnalystInput input = transactions.read(actor, tx -> input(tx, campaign, ask.input()));
        return agents.run(
                actor,
                new AgentRequest<>(CmoAgents.OPTIMIZATION_ANALYST, input, ask.workspaceId(), campaign, ask.requestId()),
                listener);
    }

    private AnalystInput input(Tx tx, CampaignId campaign, Period period) {
        LocalDate to = period.to == null ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) : period.to;
        LocalDate from = period.from == null ? to.minusDays(USUAL_DAYS - 1L) : period.from;
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw Rejected.field(
                    "to", "period.out_of_range", "to must not be before from, and at most a year after it");
        }
        String name = records.of(RecordTypes.CAMPAIGNS).get(tx, campaign).name();
        return new AnalystInput(
                name,
                from,
                to,
                figures(
                        byChannel(spine.dailyStats(tx, campaign, from, to)),
                        byChannel(spine.dailyStats(tx, campaign, from.minusDays(days), from.minusDays(1)))));
    }

    private static Map<String, Map<StatType, Long>> byChannel(List<DailyStats> days) {
        Map<String, Map<StatType, Long>> channels = new TreeMap<>();
        for (DailyStats day : days) {
            Map<StatType, Long> counts = channels.computeIfAbsent(day.channel(), name -> new EnumMap<>(StatType.class));
            for (StatType stat : StatType.values()) {
                counts.merge(stat, day.count(stat), Long::sum);
            }
        }
        return channels;
    }

    private static List<Figure> figures(Map<String, Map<StatType, Long>> now, Map<String, Map<StatType, Long>> before) {
        List<Figure> figures = new ArrayList<>();
        now.forEach((channel, counts) -> {
            Map<StatType, Long> previous = before.getOrDefault(channel, Map.of());
            counts.forEach((stat, count) -> {
                if (count > 0 || previous.getOrDefault(stat, 0L) > 0) {
                    String word = stat.name().toLowerCase(Locale.ROOT);
                    figures.add(new Figure(
                            channel + "." + word,
                            word.replace('_', ' '),
                            whole(count),
                            whole(previous.get(stat)),
                            null));
                }
            });
            rate(figures, channel, "open_rate", StatType.OPENS, StatType.DELIVERIES, counts, previous);
            rate(figures, channel, "click_rate", StatType.CLICKS, StatType.DELIVERIES, counts, previous);
            rate(figures, channel, "reply_rate", StatType.REPLIES, StatType.SENDS, counts, previous);
            rate(figures, channel, "bounce_rate", StatType.BOUNCES, StatType.SENDS, counts, previous);
        });
        return figures;
    }

    private static void rate(
            List<Figure> figures,
            String channel,
            String name,
            StatType part,
            StatType whole,
            Map<StatType, Long> counts,
            Map<StatType, Long> previous) {
        BigDecimal value = percent(counts, part, whole);
        if (value != null) {
            figures.add(new Figure(channel + "." + name, "%", value, percent(previous, part, whole), null));
        }
    }

    private static @Nullable BigDecimal whole(@Nullable Long count) {
        return count == null ? null : BigDecimal.valueOf(count);
    }

    /** A rate of nothing is no rate. */
    private static @Nullable BigDecimal percent(Map<StatType, Long> counts, StatType part, StatType whole) {
        long of = counts.getOrDefault(whole, 0L);
        return of == 0
                ? null
                : HUNDRED.multiply(BigDecimal.valueOf(counts.getOrDefault(part, 0L)))
                        .divide(BigDecimal.valueOf(of), 2, RoundingMode.HALF_UP);
    }
}
