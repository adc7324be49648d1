package io.aicmo.application.messaging;

import io.aicmo.application.messaging.UnsubscribeLinks.Named;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import io.aicmo.port.crm.SpineOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Has no more mail sent to somebody who followed the link in a mail, once for each mail however often they do. */
public final class Unsubscribe {
    private static final String PROVIDER = "unsubscribe_link";

    private final Messaging messaging;
    private final SpineRules rules;

    public Unsubscribe(Messaging messaging) {
        this.messaging = messaging;
        this.rules = new SpineRules(messaging.channels());
    }

    /**
     * Checks a link, and does nothing.
     *
     * @throws NotFound if nobody signed it, or its message is gone
     */
    public OutboundMessage look(String token) {
        Named named = messaging.links().read(token).orElseThrow(Unsubscribe::unknown);
        return messaging
                .transactions()
                .read(
                        Actor.system(named.tenant()),
                        tx -> messaging
                                .records()
                                .of(RecordTypes.OUTBOUND_MESSAGES)
                                .find(tx, named.message()))
                .filter(message -> message.contactId() != null)
                .orElseThrow(Unsubscribe::unknown);
    }

    /** @throws NotFound see {@link #look} */
    public void handle(String token) {
        OutboundMessage message = look(token);
        Named named = messaging.links().read(token).orElseThrow(Unsubscribe::unknown);
        ContactId contact = message.contactId();
        if (contact == null) {
            throw unknown();
        }
        ChannelEvent event = new ChannelEvent(
                Channels.EMAIL.name(),
                "email_unsubscribed",
                PROVIDER,
                message.id().toString(),
                Party.contact(contact),
                message.campaignId(),
                messaging.clock().instant(),
                null,
                List.of(),
                Map.of("outbound_message_id", message.id().toString()),
                null);
        List<SpineOutcome> outcomes = messaging
                .spine()
                .apply(List.of(
                        rules.decide(named.tenant(), event, messaging.clock().instant(), messaging.ids()::next)));
        if (outcomes.get(0) instanceof SpineOutcome.Failed failed) {
            throw new Unavailable(failed.detail(), Duration.ofSeconds(1));
        }
    }

    private static NotFound unknown() {
        return new NotFound("unsubscribe link", "this");
    }
}
