package io.aicmo.domain.crm;

import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.Entity;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceRunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One lead's way through a sequence. A lead has at most one run of a sequence that is active or paused.
 *
 * @param nextStep the position of the step that is sent next
 * @param nextStepAt when it is due
 * @param pausedReason the activity type that paused it, or {@code manual}; null while it is not paused
 * @param pausedAt when that happened; of several causes the earliest counts
 * @param pausedBy the activity that paused it, or null where a person did
 */
public record SequenceRun(
        SequenceRunId id,
        SequenceId sequenceId,
        LeadId leadId,
        ContactId contactId,
        RunStatus status,
        int nextStep,
        Instant nextStepAt,
        @Nullable String pausedReason,
        @Nullable Instant pausedAt,
        @Nullable ActivityId pausedBy,
        Instant createdAt,
        Instant updatedAt,
        long version,
        @Nullable Instant deletedAt)
        implements Entity<SequenceRunId> {

    /** How long a run whose last step was sent waits for a reply before it is completed. */
    public static final Duration LAST_WORD = Duration.ofDays(3);

    /** Why a person's pause says that it paused. */
    public static final String MANUAL = "manual";

    /**
     * Enrols a lead.
     *
     * @param first the sequence's first step
     * @throws Rejected {@code sequence.lead_closed}, {@code sequence.consent_withdrawn}, {@code
     *     sequence.address_undeliverable}
     */
    public static SequenceRun enroll(
            SequenceRunId id, SequenceStep first, Lead lead, Contact contact, Deliverability email, Instant now) {
        if (lead.status().isClosed()) {
            throw Rejected.field(
                    "lead_id",
                    "sequence.lead_closed",
                    "the lead is " + lead.status().word() + "; nothing is sent to it");
        }
        if (contact.refuses(first.channel())) {
            throw Rejected.field(
                    "lead_id",
                    "sequence.consent_withdrawn",
                    "the person does not want to be written to on " + first.channel());
        }
        if (first.channel().equals(Channels.EMAIL.name()) && email == Deliverability.UNDELIVERABLE) {
            throw Rejected.field(
                    "lead_id", "sequence.address_undeliverable", "mail to " + contact.email() + " bounces");
        }
        return new SequenceRun(
                id,
                first.sequenceId(),
                lead.id(),
                contact.id(),
                RunStatus.ACTIVE,
                0,
                now.plus(Duration.ofHours(first.delayHours())),
                null,
                null,
                null,
                now,
                now,
                1,
                null);
    }

    /**
     * Pauses by hand.
     *
     * @throws Rejected {@code sequence_run.not_active}
     */
    public SequenceRun paused(Instant now) {
        if (status != RunStatus.ACTIVE) {
            throw Rejected.of("sequence_run.not_active", "the run is " + status.word() + "; only an active one pauses");
        }
        return with(RunStatus.PAUSED, MANUAL, now, nextStepAt, now);
    }

    /**
     * Goes on where it was paused; what was due meanwhile is due now.
     *
     * @throws Rejected {@code sequence_run.not_paused}
     */
    public SequenceRun resumed(Instant now) {
        if (status != RunStatus.PAUSED) {
            throw Rejected.of("sequence_run.not_paused", "the run is " + status.word() + "; only a paused one resumes");
        }
        return with(RunStatus.ACTIVE, null, null, nextStepAt.isBefore(now) ? now : nextStepAt, now);
    }

    /**
     * Ends for good.
     *
     * @throws Rejected {@code sequence_run.ended}
     */
    public SequenceRun stopped(Instant now) {
        if (status == RunStatus.COMPLETED || status == RunStatus.STOPPED) {
            throw Rejected.of("sequence_run.ended", "the run is " + status.word() + " already");
        }
        return with(RunStatus.STOPPED, null, null, nextStepAt, now);
    }

    /**
     * The same run, whose next step is looked at then.
     *
     * @param until when it is due
     */
    public SequenceRun due(Instant until, Instant now) {
        return at(nextStep, status, until, now);
    }

    /**
     * After its step was sent, or left out. After the last one it stays as it is for a while, because a reply to the last
     * message still is the answer to all of them.
     *
     * @param following the step that comes next, or null where there is none
     */
    public SequenceRun advanced(@Nullable SequenceStep following, Instant now) {
        Duration pause = following == null ? LAST_WORD : Duration.ofHours(following.delayHours());
        return at(nextStep + 1, status, now.plus(pause), now);
    }

    /** Every step was sent, and the time for replies is over. */
    public SequenceRun completed(Instant now) {
        return at(nextStep, RunStatus.COMPLETED, nextStepAt, now);
    }

    /** Halted because its step cannot be sent, until a person has it go on. */
    public SequenceRun halted(String reason, Instant now) {
        return status == RunStatus.ACTIVE ? with(RunStatus.PAUSED, reason, now, nextStepAt, now) : this;
    }

    private SequenceRun at(int step, RunStatus as, Instant due, Instant now) {
        return new SequenceRun(
                id,
                sequenceId,
                leadId,
                contactId,
                as,
                step,
                due,
                pausedReason,
                pausedAt,
                pausedBy,
                createdAt,
                now,
                version,
                deletedAt);
    }

    /**
     * The same run after an event: paused, if the event pauses runs such as this. Of several causes the earliest is kept,
     * so that their order of arrival does not matter; of two at the same moment the one whose reason comes first in the
     * alphabet. The very same if the event changes nothing: the run has ended, or was paused by something earlier.
     *
     * @param ofLead the lead that the event was attributed to, or null
     */
    public SequenceRun after(SpineDecision decision, @Nullable LeadId ofLead) {
        SpineDecision.Pause pause = decision.pause();
        if (pause == null || !(pause.wholePerson() || leadId.equals(ofLead))) {
            return this;
        }
        boolean paused = status == RunStatus.PAUSED && !isEarlier(decision, pause.reason());
        if (paused || status == RunStatus.COMPLETED || status == RunStatus.STOPPED) {
            return this;
        }
        return new SequenceRun(
                id,
                sequenceId,
                leadId,
                contactId,
                RunStatus.PAUSED,
                nextStep,
                nextStepAt,
                pause.reason(),
                decision.event().occurredAt(),
                decision.activityId(),
                createdAt,
                decision.changedAt(updatedAt),
                version,
                deletedAt);
    }

    /** Whether it says why it is paused, as every run that is paused does. */
    public boolean saysWhyItIsPaused() {
        return status != RunStatus.PAUSED || (pausedReason != null && pausedAt != null);
    }

    private boolean isEarlier(SpineDecision decision, String reason) {
        if (pausedAt == null || pausedReason == null) {
            return true;
        }
        int byTime = decision.event().occurredAt().compareTo(pausedAt);
        return byTime < 0 || (byTime == 0 && reason.compareTo(pausedReason) < 0);
    }

    private SequenceRun with(
            RunStatus newStatus, @Nullable String reason, @Nullable Instant since, Instant due, Instant now) {
        return new SequenceRun(
                id,
                sequenceId,
                leadId,
                contactId,
                newStatus,
                nextStep,
                due,
                reason,
                since,
                null,
                createdAt,
                now,
                version,
                deletedAt);
    }
}
