package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.AnalystInput;
import io.aicmo.application.cmo.agent.BrandIntakeInput;
import io.aicmo.application.cmo.agent.CampaignInput;
import io.aicmo.application.cmo.agent.ContentInput;
import io.aicmo.application.cmo.agent.Figure;
import io.aicmo.application.cmo.agent.FunnelInput;
import io.aicmo.application.cmo.agent.Market;
import io.aicmo.application.cmo.agent.PlanFacts;
import io.aicmo.application.cmo.agent.PlanInput;
import io.aicmo.application.cmo.agent.ReplyInput;
import io.aicmo.application.cmo.agent.RoutingInput;
import io.aicmo.application.cmo.agent.SummaryInput;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.draft.BrandFacts;
import io.aicmo.domain.crm.LeadRouter.Route;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** What each agent is told about a tenant whose every word begins with the tenant's own mark. */
public final class Told {
    public static final LocalDate START = LocalDate.of(2027, 1, 4);
    public static final List<String> CHANNELS = List.of("landing_page", "email", "sms", "voice", "linkedin");

    private Told() {}

    /** A market of which every fact holds the mark. */
    public static Market market(String mark) {
        return new Market(
                new BrandFacts(
                        mark + " Coffee",
                        "https://" + mark + ".example",
                        mark + " roasting",
                        "seed",
                        mark + " roasts coffee for offices",
                        mark + " office managers",
                        mark + " machines make bitter coffee",
                        mark + " brings fresh beans every week",
                        mark + " beside the vending machines",
                        mark + " warm and plain",
                        List.of(mark + " roasted on Mondays"),
                        List.of(mark + " rivals"),
                        List.of("120 leads for " + mark),
                        List.of("never say cheap to " + mark),
                        List.of("good mornings begin with " + mark),
                        CHANNELS,
                        Money.of("900", "EUR")),
                new Market.Audience(
                        mark + " managers of offices with 20 desks",
                        mark + " tagline",
                        mark + " summary",
                        List.of("role: " + mark + " office manager"),
                        null),
                new Market.OfferFacts(
                        mark + " Weekly",
                        mark + " fresh beans at the desk every Monday",
                        null,
                        Money.of("49", "EUR"),
                        "a week for " + mark,
                        List.of(mark + " no contract", mark + " first box free"),
                        mark + " money back",
                        mark + " only 30 routes",
                        "Order the " + mark + " box",
                        null));
    }

    /** What each agent is told, by the agent's name. */
    public static Map<String, Record> inputs(String mark) {
        Market market = market(mark);
        PlanFacts plan = new PlanFacts(
                mark + " spring", "120 leads for " + mark, START, START.plusDays(89), List.of(mark + " first"));
        Figure figure = new Figure(
                mark + ".reply_rate", "%", new BigDecimal("1.5"), new BigDecimal("2.5"), new BigDecimal("5"));
        return Map.of(
                "brand_intake",
                new BrandIntakeInput(
                        market.brand(), List.of("voice"), List.of(), "voice", List.of(), mark + " speaks plainly"),
                "plan_90day",
                new PlanInput(market, START, null, null, CHANNELS, null),
                "funnel_architect",
                new FunnelInput(market, plan, CHANNELS, null),
                "campaign_designer",
                new CampaignInput(market, plan, List.of(mark + " stage"), null, START, 6, CHANNELS, List.of()),
                "content_engine",
                new ContentInput(
                        market,
                        mark + " campaign",
                        null,
                        null,
                        CHANNELS,
                        List.of(AssetKind.values()),
                        4,
                        mark + " brief"),
                "optimization_analyst",
                new AnalystInput(mark + " campaign", START, START.plusDays(6), List.of(figure)),
                "weekly_summary",
                new SummaryInput(
                        mark,
                        START,
                        START.plusDays(6),
                        List.of(new Figure("reply_rate", "%", figure.value(), figure.previous(), figure.target()))),
                "cmo_lead_router",
                new RoutingInput(
                        LeadStatus.NEW,
                        40,
                        List.of(mark + " filled in a form"),
                        Route.SALES,
                        mark + "_page",
                        mark + " campaign",
                        mark + " Ltd",
                        "manager",
                        null,
                        List.of("email_opened")),
                "email_reply_analyzer",
                new ReplyInput(
                        "Re: " + mark,
                        "Sounds good, how does " + mark + " work?",
                        false,
                        LeadStatus.CONTACTED,
                        mark + " campaign",
                        mark + " Coffee",
                        mark + " warm",
                        "Order the " + mark + " box"));
    }
}
