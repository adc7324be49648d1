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

    /** How long a message waits before somebody looks again whether there are hours at which it may be sent. */
    Duration NO_HOURS = Duration.ofDays(1);

    /** Hours are the same each week; but for clocks that are changed, what is not found in one is not found at all. */
    Duration AHEAD = Duration.ofDays(15);

    /** How long a message of a paused campaign, or one that nobody sends for now, waits before somebody looks again. */
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
     * @param sender when the sender sends, or null for at any time
     * @param switchedOff whether there are senders, and all of them are switched off
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
            Instant roomAt,
            @Nullable SenderHours sender,
            boolean switchedOff) {
        public Circumstances {
            lately = List.copyOf(lately);
        }

        /** The same, of a sender with hours of its own. */
        public Circumstances from(@Nullable SenderHours itsHours) {
            return new Circumstances(
                    now, zone, leadClosed, campaign, obstacle, hours, cap, lately, roomAt, itsHours, switchedOff);
        }
    }

    /** When a sender sends, by its own clock. */
    record SenderHours(SendingHours hours, ZoneId zone) {}

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
        if (known.switchedOff()) {
            return new WaitUntil(known.now().plus(PAUSE), "no_sender");
        }
        return inTime(known);
    }

    private static SendDecision inTime(Circumstances known) {
        Instant now = known.now();
        Instant allowed = known.cap() == null ? Instant.EPOCH : known.cap().allowedFrom(known.lately());
        Instant earliest = latest(now, latest(allowed, known.roomAt()));
        Instant at = inHours(known, earliest);
        if (at == null) {
            return new WaitUntil(now.plus(NO_HOURS), "no_common_hours");
        }
        if (!at.isAfter(now)) {
            return new SendNow();
        }
        if (allowed.isAfter(now)) {
            return new WaitUntil(at, "frequency_cap");
        }
        if (known.roomAt().isAfter(now)) {
            return new WaitUntil(at, "daily_limit");
        }
        return new WaitUntil(at, person(known, now).isAfter(now) ? "sending_hours" : "sender_hours");
    }

    /** The first moment from this one on that is in the hours of both, or null where they have none in common. */
    private static @Nullable Instant inHours(Circumstances known, Instant earliest) {
        Instant at = earliest;
        while (at.isBefore(earliest.plus(AHEAD))) {
            Instant person = person(known, at);
            Instant both = known.sender() == null
                    ? person
                    : known.sender().hours().next(person, known.sender().zone());
            if (both.equals(person)) {
                return both;
            }
            at = both;
        }
        return null;
    }

    private static Instant person(Circumstances known, Instant from) {
        return known.hours() == null ? from : known.hours().next(from, known.zone());
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
