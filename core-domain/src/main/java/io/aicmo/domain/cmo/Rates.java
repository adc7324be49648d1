package io.aicmo.domain.cmo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The rates by which marketing is judged; each is null where what it is divided by is zero or not known, because then
 * there is no such rate.
 *
 * @param ctr click-through rate: clicks per impression, a share (0.034 is 3.4 %)
 * @param cvr conversion rate: leads per click, a share; above 1 where leads came without a click
 * @param cpl cost per lead, in the currency of the spend
 * @param cac cost of acquiring a customer, in the currency of the spend
 * @param roas return on ad spend: revenue per unit of spend
 */
public record Rates(
        @Nullable BigDecimal ctr,
        @Nullable BigDecimal cvr,
        @Nullable BigDecimal cpl,
        @Nullable BigDecimal cac,
        @Nullable BigDecimal roas) {

    /** Shares are rounded to so many decimals. */
    static final int SHARE_DECIMALS = 6;
    /** Costs and ratios are rounded to so many decimals. */
    static final int COST_DECIMALS = 4;

    /** The rates of what was measured. */
    public static Rates of(Measured measured) {
        BigDecimal clicks = BigDecimal.valueOf(measured.clicks());
        BigDecimal leads = BigDecimal.valueOf(measured.leads());
        return new Rates(
                ratio(clicks, BigDecimal.valueOf(measured.impressions()), SHARE_DECIMALS),
                ratio(leads, clicks, SHARE_DECIMALS),
                ratio(measured.spend(), leads, COST_DECIMALS),
                ratio(measured.spend(), BigDecimal.valueOf(measured.customers()), COST_DECIMALS),
                ratio(measured.revenue(), measured.spend(), COST_DECIMALS));
    }

    /** One divided by the other, rounded half up; null where either is not known or the other is zero. */
    static @Nullable BigDecimal ratio(@Nullable BigDecimal one, @Nullable BigDecimal by, int decimals) {
        return one == null || by == null || by.signum() == 0
                ? null
                : Figure.canonical(one.divide(by, decimals, RoundingMode.HALF_UP));
    }
}
