package io.aicmo.domain.crm;

import java.time.LocalDate;

/** What happened in one campaign on one channel on one day of the tenant's time zone. */
public record DailyStats(
        LocalDate day,
        String channel,
        long sends,
        long deliveries,
        long opens,
        long clicks,
        long replies,
        long bounces,
        long meetingsBooked) {

    /** A day on which nothing happened. */
    public static DailyStats none(LocalDate day, String channel) {
        return new DailyStats(day, channel, 0, 0, 0, 0, 0, 0, 0);
    }

    /** How often something happened. */
    public long count(StatType stat) {
        return switch (stat) {
            case SENDS -> sends;
            case DELIVERIES -> deliveries;
            case OPENS -> opens;
            case CLICKS -> clicks;
            case REPLIES -> replies;
            case BOUNCES -> bounces;
            case MEETINGS_BOOKED -> meetingsBooked;
        };
    }

    /** The same day, on which it happened once more. */
    public DailyStats plusOne(StatType stat) {
        return new DailyStats(
                day,
                channel,
                sends + (stat == StatType.SENDS ? 1 : 0),
                deliveries + (stat == StatType.DELIVERIES ? 1 : 0),
                opens + (stat == StatType.OPENS ? 1 : 0),
                clicks + (stat == StatType.CLICKS ? 1 : 0),
                replies + (stat == StatType.REPLIES ? 1 : 0),
                bounces + (stat == StatType.BOUNCES ? 1 : 0),
                meetingsBooked + (stat == StatType.MEETINGS_BOOKED ? 1 : 0));
    }
}
