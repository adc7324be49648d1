package io.aicmo.domain.cmo;

import io.aicmo.domain.crm.DailyStats;

/** What the spine counted: what went out to people, and what came back. */
public record Engagement(
        long sends, long deliveries, long opens, long clicks, long replies, long bounces, long meetingsBooked) {

    /** Nothing happened. */
    public static final Engagement NONE = new Engagement(0, 0, 0, 0, 0, 0, 0);

    /** What happened on one channel on one day. */
    public static Engagement of(DailyStats day) {
        return new Engagement(
                day.sends(),
                day.deliveries(),
                day.opens(),
                day.clicks(),
                day.replies(),
                day.bounces(),
                day.meetingsBooked());
    }

    /** Both together. */
    public Engagement plus(Engagement other) {
        return new Engagement(
                sends + other.sends,
                deliveries + other.deliveries,
                opens + other.opens,
                clicks + other.clicks,
                replies + other.replies,
                bounces + other.bounces,
                meetingsBooked + other.meetingsBooked);
    }
}
