package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.MetricsSnapshotId;
import io.aicmo.domain.shared.Money;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.Violation;
import io.aicmo.domain.shared.WorkspaceId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What one source reports about one campaign, on one channel, for one day of the tenant's time zone. There is one of
 * each: what a source reports later about the same day takes the place of what it reported before.
 *
 * @param channel where it was seen, for example {@code google_ads}: a word of small letters, digits and underscores. It
 *     need not be a channel that messages go out on
 * @param source who reports it, for example {@code google_ads_api} or {@code spreadsheet}
 * @param impressions how often it was shown, 0 to {@value #MOST}; the further counts likewise
 * @param clicks how often it was clicked
 * @param leads how many people became leads
 * @param customers how many became customers
 * @param spend what was spent, or null where the source does not say
 * @param revenue what was earned, or null where the source does not say
 * @param currency of spend and revenue; null where there is neither
 */
public record MetricsSnapshot(
        MetricsSnapshotId id,
        WorkspaceId workspaceId,
        CampaignId campaignId,
        String channel,
        LocalDate day,
        String source,
        long impressions,
        long clicks,
        long leads,
        long customers,
        @Nullable BigDecimal spend,
        @Nullable BigDecimal revenue,
        @Nullable String currency,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<MetricsSnapshotId> {

    /** The greatest count that is believed. */
    public static final long MOST = 1_000_000_000_000L;

    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9_]{0,99}");

    /** @throws Rejected {@code metrics_snapshot.*}, {@code money.*}, {@code text.*} */
    public MetricsSnapshot {
        if (!CHANNEL.matcher(channel).matches()) {
            throw Rejected.field(
                    "channel",
                    "metrics_snapshot.channel_invalid",
                    "channel must be a word of small letters, digits and underscores, such as google_ads");
        }
        source = Text.required(source, "source", 100);
        checkCount("impressions", impressions);
        checkCount("clicks", clicks);
        checkCount("leads", leads);
        checkCount("customers", customers);
        if (spend == null && revenue == null) {
            currency = null;
        } else if (currency == null) {
            throw Rejected.field(
                    "currency", "metrics_snapshot.currency_missing", "spend and revenue are in a currency");
        } else {
            spend = amount(spend, currency, "spend");
            revenue = amount(revenue, currency, "revenue");
        }
    }

    /** Of what there is one snapshot. */
    public record Key(CampaignId campaignId, String channel, LocalDate day, String source) {}

    /** What a source reports. */
    public record Report(
            long impressions,
            long clicks,
            long leads,
            long customers,
            @Nullable BigDecimal spend,
            @Nullable BigDecimal revenue,
            @Nullable String currency) {}

    /** A new snapshot of a campaign. */
    public static MetricsSnapshot of(
            MetricsSnapshotId id, WorkspaceId workspaceId, Key key, Report report, Instant now) {
        return new MetricsSnapshot(
                id,
                workspaceId,
                key.campaignId,
                key.channel,
                key.day,
                key.source,
                report.impressions,
                report.clicks,
                report.leads,
                report.customers,
                report.spend,
                report.revenue,
                report.currency,
                now,
                now,
                1,
                null);
    }

    /** Of what it is the one snapshot. */
    public Key key() {
        return new Key(campaignId, channel, day, source);
    }

    /** What the source reports. */
    public Report report() {
        return new Report(impressions, clicks, leads, customers, spend, revenue, currency);
    }

    /** The same snapshot with what the source reports now. */
    public MetricsSnapshot reporting(Report report, Instant now) {
        return new MetricsSnapshot(
                id,
                workspaceId,
                campaignId,
                channel,
                day,
                source,
                report.impressions,
                report.clicks,
                report.leads,
                report.customers,
                report.spend,
                report.revenue,
                report.currency,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * Checks that the day has begun somewhere on earth.
     *
     * @throws Rejected {@code metrics_snapshot.day_in_future}
     */
    public void checkNotAhead(LocalDate todayInUtc) {
        if (day.isAfter(todayInUtc.plusDays(1))) {
            throw Rejected.field("day", "metrics_snapshot.day_in_future", "day must not be in the future");
        }
    }

    /** What was spent, or null where the source does not say. */
    public @Nullable Money spentMoney() {
        return spend == null || currency == null ? null : new Money(spend, currency);
    }

    /** What was earned, or null where the source does not say. */
    public @Nullable Money earnedMoney() {
        return revenue == null || currency == null ? null : new Money(revenue, currency);
    }

    private static void checkCount(String field, long count) {
        if (count < 0 || count > MOST) {
            throw Rejected.field(
                    field, "metrics_snapshot.count_out_of_range", field + " must be between 0 and " + MOST);
        }
    }

    private static @Nullable BigDecimal amount(@Nullable BigDecimal amount, String currency, String field) {
        if (amount == null) {
            return null;
        }
        try {
            return new Money(amount, currency).amount();
        } catch (Rejected no) {
            Violation why = no.violations().get(0);
            throw Rejected.field("currency".equals(why.field()) ? "currency" : field, why.code(), why.detail());
        }
    }
}
