package io.aicmo.domain.messaging;

import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.SendingHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of a message that is due. Taken at the last moment, from what is known then. */
public sealed interface SendDecision {
    /** It may be sent. */
    record SendNow() implements SendDecision {}

    /**
     * It has to wait.
     *
     * @param at when to decide anew, later than now
     * @param reason one word or two, such as {@code sending_hours}
     */
    record WaitUntil(Instant at, String reason) implements SendDecision {}

    /** It is not sent, and what comes after it may be. */
    record Skip(String reason) implements SendDecision {}

    /** It is not sent, nor is anything after it. */
    record Stop(String reason) implements SendDecision {}

    /** How long a message of a paused campaign waits before somebody looks again. */
    Duration PAUSE = Duration.ofHours(1);

    /**
     * What a decision depends on.
     *
     * @param zone where the person is
     * @param leadClosed whether the sale is decided
     * @param campaign where the campaign stands, or null for a message of none
     * @param obstacle why the person must not or cannot be written to on the channel, or null
     * @param hours when people may be written to, or null for at any time
     * @param cap how often, or null for as often as one likes
     * @param lately when the person was written to, as far back as the cap's window
     * @param roomAt when a sender may send one more; in the past where one may now
     */
    record Circumstances(
            Instant now,
            ZoneId zone,
            boolean leadClosed,
            @Nullable CampaignStatus campaign,
            @Nullable Obstacle obstacle,
            @Nullable SendingHours hours,
            @Nullable FrequencyCap cap,
            List<Instant> lately,
            Instant roomAt) {
        public Circumstances {
            lately = List.copyOf(lately);
        }
    }

    /** Why a person is not written to. */
    enum Obstacle {
        /** There is no address or number for the channel. */
        NO_ADDRESS,
        CONSENT_WITHDRAWN,
        SUPPRESSED,
        /** It bounces. */
        ADDRESS_UNDELIVERABLE;

        /** The word that is shown. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Decides. Pure. */
    static SendDecision decide(Circumstances known) {
        if (known.leadClosed()) {
            return new Stop("lead_closed");
        }
        if (known.campaign() == CampaignStatus.COMPLETED) {
            return new Stop("campaign_completed");
        }
        if (known.obstacle() != null) {
            return new Skip(known.obstacle().word());
        }
        if (known.campaign() == CampaignStatus.PAUSED) {
            return new WaitUntil(known.now().plus(PAUSE), "campaign_paused");
        }
        return inTime(known);
    }

    private static SendDecision inTime(Circumstances known) {
        Instant now = known.now();
        Instant allowed = known.cap() == null ? Instant.EPOCH : known.cap().allowedFrom(known.lately());
        Instant earliest = latest(now, latest(allowed, known.roomAt()));
        Instant at = known.hours() == null ? earliest : known.hours().next(earliest, known.zone());
        if (!at.isAfter(now)) {
            return new SendNow();
        }
        if (allowed.isAfter(now)) {
            return new WaitUntil(at, "frequency_cap");
        }
        return new WaitUntil(at, known.roomAt().isAfter(now) ? "daily_limit" : "sending_hours");
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
