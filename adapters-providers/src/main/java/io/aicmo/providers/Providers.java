package io.aicmo.providers;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.webhook.WebhookProvider;
import io.aicmo.providers.calling.Calls;
import io.aicmo.providers.docusign.DocuSign;
import io.aicmo.providers.generic.Generic;
import io.aicmo.providers.gong.Gong;
import io.aicmo.providers.hmac.HmacSender;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.outbound.GuardedSockets;
import io.aicmo.providers.resend.Resend;
import io.aicmo.providers.resend.ResendMail;
import io.aicmo.providers.sendgrid.SendGrid;
import io.aicmo.providers.sendgrid.SendGridMail;
import io.aicmo.providers.shopify.Shopify;
import io.aicmo.providers.slack.Slack;
import io.aicmo.providers.slack.SlackWebhook;
import io.aicmo.providers.smtp.SmtpMail;
import io.aicmo.providers.stripe.Stripe;
import io.aicmo.providers.twilio.Twilio;
import io.aicmo.providers.twilio.TwilioSender;
import java.util.List;

/** The door of this module: every provider that is built in. To add one, write its package and its line here. */
public final class Providers {
    private Providers() {}

    /**
     * Everybody who can send.
     *
     * @param rules which addresses of mail servers may be called
     */
    public static List<MessageSender> senders(AddressRules rules) {
        Calls calls = Calls.usual();
        return List.of(
                new SmtpMail(GuardedSockets.toMail(rules)),
                new ResendMail(calls),
                new SendGridMail(calls),
                TwilioSender.texts(calls),
                TwilioSender.calls(calls),
                new SlackWebhook(calls));
    }

    /**
     * Every provider whose webhooks can be received.
     *
     * @param channels what those may report who speak our own format
     */
    public static List<WebhookProvider> all(ChannelCatalogue channels) {
        return List.of(
                new Generic(channels),
                new Resend(),
                new SendGrid(),
                new Twilio(),
                Stripe.provider(),
                Shopify.provider(),
                DocuSign.provider(),
                new Gong(),
                Slack.provider(),
                HmacSender.provider(channels));
    }
}
