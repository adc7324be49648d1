package io.aicmo.port.contract;

import static io.aicmo.domain.crm.ActivityType.activity;

import io.aicmo.domain.crm.Channel;
import io.aicmo.domain.crm.StatType;

/** A channel that the product does not have: proof that one declaration is all that it takes. */
public final class WhatsApp {
    public static final Channel CHANNEL = Channel.of(
            "whatsapp",
            activity("whatsapp_sent").counts(StatType.SENDS).contacts().startsThread(),
            activity("whatsapp_read").counts(StatType.OPENS),
            activity("whatsapp_replied")
                    .counts(StatType.REPLIES)
                    .contacts()
                    .pausesSequences()
                    .countsCampaignReply()
                    .obeysStopWords(),
            activity("whatsapp_blocked").withdrawsConsent().pausesSequencesOfPerson());

    private WhatsApp() {}
}
