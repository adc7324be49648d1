package io.aicmo.domain.crm;

import static io.aicmo.domain.crm.ActivityType.activity;
import static io.aicmo.domain.crm.LeadStatus.CONTACTED;
import static io.aicmo.domain.crm.StatType.BOUNCES;
import static io.aicmo.domain.crm.StatType.CLICKS;
import static io.aicmo.domain.crm.StatType.DELIVERIES;
import static io.aicmo.domain.crm.StatType.MEETINGS_BOOKED;
import static io.aicmo.domain.crm.StatType.OPENS;
import static io.aicmo.domain.crm.StatType.REPLIES;
import static io.aicmo.domain.crm.StatType.SENDS;

import java.util.List;

/** The channels that are built in. This table is the specification of what each activity does. */
public final class Channels {
    /** What an automatic answer is recorded as: it is on the timeline and counts as nothing. */
    public static final ActivityType EMAIL_AUTO_REPLIED = activity("email_auto_replied");

    public static final Channel LANDING_PAGE = Channel.of(
            "landing_page",
            activity("landing_form_submit").contacts().statesConsent().scoresLead());

    public static final Channel EMAIL = Channel.of(
            "email",
            activity("email_sent").counts(SENDS).contacts().startsThread(),
            activity("email_delivered").counts(DELIVERIES).reaches(),
            activity("email_opened").counts(OPENS).reaches(),
            activity("email_clicked").counts(CLICKS).reaches(),
            activity("email_replied")
                    .counts(REPLIES)
                    .reaches()
                    .contacts()
                    .pausesSequences()
                    .advancesTo(CONTACTED)
                    .countsCampaignReply()
                    .asksOrchestrator("handle_reply")
                    .mayBeAutomatic(),
            activity("email_bounced").counts(BOUNCES).bounces().pausesSequencesOfPerson(),
            activity("email_unsubscribed").withdrawsConsent().pausesSequencesOfPerson(),
            activity("email_complained").withdrawsConsent().pausesSequencesOfPerson(),
            EMAIL_AUTO_REPLIED);

    public static final Channel SMS = Channel.of(
            "sms",
            activity("sms_sent").counts(SENDS).contacts(),
            activity("sms_delivered").counts(DELIVERIES),
            activity("sms_replied").counts(REPLIES).contacts().pausesSequences().obeysStopWords());

    public static final Channel VOICE = Channel.of(
            "voice",
            activity("voice_call_initiated").counts(SENDS).contacts(),
            activity("voice_call_completed").counts(DELIVERIES).contacts().scoresLead(),
            activity("voice_meeting_booked")
                    .counts(MEETINGS_BOOKED)
                    .contacts()
                    .pausesSequences()
                    .qualifiesLead());

    public static final Channel LINKEDIN = Channel.of(
            "linkedin",
            activity("linkedin_message_sent").counts(SENDS).contacts(),
            activity("linkedin_message_replied").counts(REPLIES).contacts().pausesSequences());

    /**
     * The team itself: what is noted on the timeline without anything having been sent or received, and what people
     * bought, paid and signed, as shops, payment and signature providers tell it.
     */
    public static final Channel CRM = Channel.of(
            "crm",
            activity("order_placed"),
            activity("order_paid"),
            activity("order_cancelled"),
            activity("checkout_completed"),
            activity("invoice_paid"),
            activity("invoice_payment_failed"),
            activity("contract_sent"),
            activity("contract_signed"),
            activity("contract_declined"));

    /** What can happen on any channel. */
    public static final List<ActivityType> ON_ANY_CHANNEL = List.of(
            activity("meeting_booked")
                    .counts(MEETINGS_BOOKED)
                    .contacts()
                    .pausesSequences()
                    .qualifiesLead(),
            activity("status_change"),
            // Nobody got it, so it counts as nothing; but who plays the other side finds it by its Message-ID.
            activity("message_captured").startsThread());

    private Channels() {}

    /** The built-in channels. */
    public static ChannelCatalogue catalogue() {
        return new ChannelCatalogue(List.of(LANDING_PAGE, EMAIL, SMS, VOICE, LINKEDIN, CRM));
    }
}
