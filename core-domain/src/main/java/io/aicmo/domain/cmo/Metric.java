package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What marketing is measured by: what each metric is called, in what it is measured, which way is better, and how it follows from the figures. */
public enum Metric {
    SENDS(Unit.COUNT, Better.NEITHER, "messages sent", f -> count(f.engagement().sends())),
    DELIVERIES(
            Unit.COUNT,
            Better.HIGHER,
            "messages delivered",
            f -> count(f.engagement().deliveries())),
    OPENS(Unit.COUNT, Better.HIGHER, "opens", f -> count(f.engagement().opens())),
    MESSAGE_CLICKS(
            Unit.COUNT,
            Better.HIGHER,
            "clicks in messages",
            f -> count(f.engagement().clicks())),
    REPLIES(Unit.COUNT, Better.HIGHER, "replies", f -> count(f.engagement().replies())),
    BOUNCES(Unit.COUNT, Better.LOWER, "bounces", f -> count(f.engagement().bounces())),
    MEETINGS_BOOKED(
            Unit.COUNT,
            Better.HIGHER,
            "meetings booked",
            f -> count(f.engagement().meetingsBooked())),
    OPEN_RATE(
            Unit.SHARE,
            Better.HIGHER,
            "open rate",
            f -> share(f.engagement().opens(), f.engagement().deliveries())),
    REPLY_RATE(
            Unit.SHARE,
            Better.HIGHER,
            "reply rate",
            f -> share(f.engagement().replies(), f.engagement().sends())),
    BOUNCE_RATE(
            Unit.SHARE,
            Better.LOWER,
            "bounce rate",
            f -> share(f.engagement().bounces(), f.engagement().sends())),
    NEW_LEADS(Unit.COUNT, Better.HIGHER, "new leads in the CRM", f -> count(f.newLeads())),
    IMPRESSIONS(
            Unit.COUNT, Better.HIGHER, "impressions", f -> count(f.measured().impressions())),
    CLICKS(Unit.COUNT, Better.HIGHER, "clicks", f -> count(f.measured().clicks())),
    LEADS(
            Unit.COUNT,
            Better.HIGHER,
            "leads reported by sources",
            f -> count(f.measured().leads())),
    CUSTOMERS(Unit.COUNT, Better.HIGHER, "customers", f -> count(f.measured().customers())),
    SPEND(Unit.MONEY, Better.NEITHER, "spend", f -> f.measured().spend()),
    REVENUE(Unit.MONEY, Better.HIGHER, "revenue", f -> f.measured().revenue()),
    CTR(Unit.SHARE, Better.HIGHER, "click-through rate", f -> f.rates().ctr()),
    CVR(Unit.SHARE, Better.HIGHER, "conversion rate", f -> f.rates().cvr()),
    CPL(Unit.MONEY, Better.LOWER, "cost per lead", f -> f.rates().cpl()),
    CAC(Unit.MONEY, Better.LOWER, "cost per customer", f -> f.rates().cac()),
    ROAS(Unit.RATIO, Better.HIGHER, "return on ad spend", f -> f.rates().roas());

    /** Which way is better. */
    public enum Better {
        HIGHER,
        LOWER,
        /** It depends on what comes of it. */
        NEITHER
    }

    /** What people call some of them as well. */
    private static final Map<String, Metric> ALSO = Map.of(
            "meetings", MEETINGS_BOOKED,
            "demos", MEETINGS_BOOKED,
            "new customers", CUSTOMERS,
            "new leads", NEW_LEADS,
            "sales", REVENUE,
            "budget", SPEND,
            "customer acquisition cost", CAC,
            "roi", ROAS);

    private final Unit unit;
    private final Better better;
    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // the functions above hold nothing
    private final Function<Figures, @Nullable BigDecimal> value;

    Metric(Unit unit, Better better, String title, Function<Figures, @Nullable BigDecimal> value) {
        this.unit = unit;
        this.better = better;
        this.title = title;
        this.value = value;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }

    /** What it is called in a sentence. */
    public String title() {
        return title;
    }

    /** The word in JSON and the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metric of a word in JSON, or empty. */
    public static Optional<Metric> ofWord(String word) {
        return Arrays.stream(values())
                .filter(metric -> metric.word().equals(word))
                .findFirst();
    }

    /** What a rate is a rate of: how much of that was seen says how much the rate means. Empty for what is no rate. */
    public Optional<Metric> base() {
        return switch (this) {
            case OPEN_RATE -> Optional.of(DELIVERIES);
            case REPLY_RATE, BOUNCE_RATE -> Optional.of(SENDS);
            case CTR -> Optional.of(IMPRESSIONS);
            case CVR -> Optional.of(CLICKS);
            case CPL -> Optional.of(LEADS);
            case CAC, ROAS -> Optional.of(CUSTOMERS);
            default -> Optional.empty();
        };
    }

    /** Its value, or null where it is not known or there is no such rate. */
    public @Nullable BigDecimal of(Figures figures) {
        return value.apply(figures);
    }

    /** Whether it adds up over time: a target for 90 days is then a part of itself in one week. */
    public boolean addsUp() {
        return unit == Unit.COUNT || this == SPEND || this == REVENUE;
    }

    /** Whether one value is better than another. */
    public boolean isBetter(BigDecimal one, BigDecimal than) {
        return switch (better) {
            case HIGHER -> one.compareTo(than) > 0;
            case LOWER -> one.compareTo(than) < 0;
            case NEITHER -> false;
        };
    }

    /** The metric that people mean by a name, for example {@code Cost per lead} or {@code CPL}, or empty for another figure. */
    public static Optional<Metric> named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
        for (Metric metric : values()) {
            if (plain.equals(metric.word().replace('_', ' ')) || plain.equals(metric.title.replace('-', ' '))) {
                return Optional.of(metric);
            }
        }
        return Optional.ofNullable(ALSO.get(plain));
    }

    private static BigDecimal count(long count) {
        return BigDecimal.valueOf(count);
    }

    private static @Nullable BigDecimal share(long part, long whole) {
        return Rates.ratio(count(part), count(whole), Rates.SHARE_DECIMALS);
    }
}
