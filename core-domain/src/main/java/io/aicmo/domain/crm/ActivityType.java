package io.aicmo.domain.crm;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one type of activity does to the campaign, the lead and the person that it happened to. A declaration: a channel
 * lists its types, and the spine follows them. Made by {@link #activity(String)} and the methods after it:
 *
 * <pre>{@code
 * activity("email_replied").counts(REPLIES).pausesSequences().advancesTo(CONTACTED).countsCampaignReply()
 * }</pre>
 *
 * @param name the word in JSON and the database, {@code <channel>_<what happened>}
 * @param stat the daily statistic that it adds one to, or null for none
 * @param advancesTo the status to which it moves the lead forward, or null for none
 * @param orchestratorAction what it asks the orchestrator to do, or null for nothing
 * @param effects what else it does
 */
public record ActivityType(
        String name,
        @Nullable StatType stat,
        @Nullable LeadStatus advancesTo,
        @Nullable String orchestratorAction,
        Set<Effect> effects) {

    /** A further effect of an activity. */
    public enum Effect {
        /** The lead's active sequences pause. */
        PAUSES_SEQUENCES,
        /** The sequences of every lead of the person pause: nothing more may reach this address. */
        PAUSES_SEQUENCES_OF_PERSON,
        /** One more reply on the campaign itself. */
        COUNTS_CAMPAIGN_REPLY,
        /** The person no longer wants to be written to on this channel. */
        WITHDRAWS_CONSENT,
        /** Its meta data may say whether the person agrees to be written to. */
        STATES_CONSENT,
        /** A text that consists of a stop word withdraws consent. */
        OBEYS_STOP_WORDS,
        /** The address could not be reached; for good, or five times in a row, and it is undeliverable. */
        BOUNCES,
        /** The address was reached: earlier soft bounces no longer count. */
        REACHES,
        /** Somebody spoke to somebody: the lead's last contact is then. */
        CONTACTS,
        /** The lead is scored anew, soon after. */
        SCORES_LEAD,
        /** An automatic answer (out of office) is recorded as the type {@link Channels#EMAIL_AUTO_REPLIED} instead. */
        MAY_BE_AUTOMATIC,
        /** A message that was sent: replies find it by its Message-ID. */
        STARTS_THREAD
    }

    public ActivityType {
        effects = Set.copyOf(effects);
    }

    /** A type that is recorded on the timeline and does nothing else. */
    public static ActivityType activity(String name) {
        return new ActivityType(name, null, null, null, Set.of());
    }

    public ActivityType counts(StatType counted) {
        return new ActivityType(name, counted, advancesTo, orchestratorAction, effects);
    }

    public ActivityType advancesTo(LeadStatus status) {
        return new ActivityType(name, stat, status, orchestratorAction, effects);
    }

    public ActivityType qualifiesLead() {
        return advancesTo(LeadStatus.QUALIFIED);
    }

    public ActivityType asksOrchestrator(String action) {
        return new ActivityType(name, stat, advancesTo, action, effects);
    }

    public ActivityType pausesSequences() {
        return with(Effect.PAUSES_SEQUENCES);
    }

    public ActivityType pausesSequencesOfPerson() {
        return with(Effect.PAUSES_SEQUENCES_OF_PERSON);
    }

    public ActivityType countsCampaignReply() {
        return with(Effect.COUNTS_CAMPAIGN_REPLY);
    }

    public ActivityType withdrawsConsent() {
        return with(Effect.WITHDRAWS_CONSENT);
    }

    public ActivityType statesConsent() {
        return with(Effect.STATES_CONSENT);
    }

    public ActivityType obeysStopWords() {
        return with(Effect.OBEYS_STOP_WORDS);
    }

    public ActivityType bounces() {
        return with(Effect.BOUNCES);
    }

    public ActivityType reaches() {
        return with(Effect.REACHES);
    }

    public ActivityType contacts() {
        return with(Effect.CONTACTS);
    }

    public ActivityType scoresLead() {
        return with(Effect.SCORES_LEAD);
    }

    public ActivityType mayBeAutomatic() {
        return with(Effect.MAY_BE_AUTOMATIC);
    }

    public ActivityType startsThread() {
        return with(Effect.STARTS_THREAD);
    }

    /** Whether it has this effect. */
    public boolean has(Effect effect) {
        return effects.contains(effect);
    }

    private ActivityType with(Effect effect) {
        EnumSet<Effect> more = EnumSet.of(effect);
        more.addAll(effects);
        return new ActivityType(name, stat, advancesTo, orchestratorAction, more);
    }
}
