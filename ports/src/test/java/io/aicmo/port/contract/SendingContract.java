package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.messaging.ResolveMessage;
import io.aicmo.application.messaging.SendMessage;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.cmo.CampaignStatus;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.RunStatus;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.FrequencyCap;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.SendingPolicy;
import io.aicmo.domain.messaging.Suppression;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.SendingPolicyId;
import io.aicmo.domain.shared.SuppressionId;
import io.aicmo.port.Actor;
import io.aicmo.port.NotFound;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.Outgoing;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sending leaves in the stores and on the wire, whoever says no and whatever dies when. */
public interface SendingContract extends StoreContract {
    SendingHours ALWAYS = new SendingHours(List.of(DayOfWeek.values()), LocalTime.of(0, 0), LocalTime.of(23, 59));

    private Post post(Duration idempotentFor) {
        Home home = world().aTenant();
        return new Post(home, new Wire(idempotentFor), adapter().transactions());
    }

    private Post post() {
        return post(Duration.ZERO);
    }

    @Test
    default void eachStepIsSentWhenItIsDueAndTheRunIsThenOver() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 24, "Hello", "Still there?");
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(sequence, lead);

        post.work();

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("Hello");
        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(post.run(run).nextStepAt()).isEqualTo(post.clock.instant().plus(Duration.ofHours(24)));

        post.live(Duration.ofHours(25), Duration.ofHours(1));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("Hello", "Still there?");
        assertThat(post.run(run).status()).isEqualTo(RunStatus.ACTIVE);
        post.live(SequenceRun.LAST_WORD, Duration.ofHours(12));
        assertThat(post.run(run).status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(post.outbox()).extracting(OutboundMessage::status).containsOnly(MessageStatus.SENT);
        assertThat(types(post, lead)).containsExactly("email_sent", "email_sent");
        assertThat(post.home.stats(sequence.campaignId()).stream()
                        .mapToLong(day -> day.sends())
                        .sum())
                .isEqualTo(2);
    }

    @Test
    default void withNobodyToSendItAMessageIsCapturedAndNoStatisticsCountIt() {
        Post post = post();
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 24, "Hello");
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(sequence, lead);

        post.work();

        OutboundMessage message = post.outbox().get(0);
        assertThat(message.status()).isEqualTo(MessageStatus.CAPTURED);
        assertThat(message.provider()).isEqualTo("capture");
        assertThat(message.body()).startsWith("Hello\n\n-- \nUnsubscribe: https://cmo.example.com/unsubscribe/");
        assertThat(message.sentAt()).isNull();
        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(types(post, lead)).containsExactly("message_captured");
        assertThat(post.home.stats(sequence.campaignId())).isEmpty();
    }

    @Test
    default void templatesAreFilledAndMailCanBeUnsubscribedWithOneClick() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 24, "Dear {{email}}: {{unsubscribe_url}}");
        Contact ada = post.home.aContact();
        post.enroll(sequence, post.home.aLead(ada, null));

        post.work();

        Outgoing mail = post.wire.arrived().get(0);
        String link = mail.body().substring(mail.body().indexOf("https://"));
        assertThat(mail.body()).startsWith("Dear " + ada.email() + ": https://cmo.example.com/unsubscribe/");
        assertThat(mail.body()).doesNotContain("Unsubscribe:");
        assertThat(mail.headers())
                .containsEntry("List-Unsubscribe", "<" + link + ">")
                .containsEntry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");

        String token = link.substring(link.lastIndexOf('/') + 1);
        post.unsubscribe().look(token);
        assertThat(post.home.now(RecordTypes.CONTACTS, ada.id()).refuses("email"))
                .isFalse();
        post.unsubscribe().handle(token);
        post.unsubscribe().handle(token);
        assertThat(post.home.now(RecordTypes.CONTACTS, ada.id()).refuses("email"))
                .isTrue();
        assertThat(post.home.timeline(ada.id())).extracting(Activity::type).containsOnlyOnce("email_unsubscribed");
        char last = token.charAt(token.length() - 1);
        String forged = token.substring(0, token.length() - 1) + (last == 'A' ? 'B' : 'A');
        assertThatThrownBy(() -> post.unsubscribe().handle(forged)).isInstanceOf(NotFound.class);
    }

    @Test
    default void mailSaysHowNoMoreOfItIsSentEvenWhereItsTemplateDoesNot() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 24, "Hello", "<p>Still there?</p>");
        post.enroll(sequence, post.home.aLead());

        post.work();
        post.live(Duration.ofHours(25), Duration.ofHours(1));

        for (Outgoing mail : post.wire.arrived()) {
            String header = String.valueOf(mail.headers().get("List-Unsubscribe"));
            String link = header.substring(1, header.length() - 1);
            assertThat(mail.body())
                    .endsWith(mail.html() ? "<a href=\"" + link + "\">Unsubscribe</a></p>" : link + "\n");
        }
        assertThat(post.wire.arrived()).extracting(Outgoing::html).containsExactly(false, true);
    }

    @Test
    default void whoeverHasANameLikeATagGetsItAsTextWhereTheTemplateIsText() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aContactNamed("<script>alert(1)</script>"), post.home.aCampaign());
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "{{first_name}}, hello"), lead);
        new SendMessage(post.messaging)
                .mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "{{first_name}}, hi"));

        post.work();

        assertThat(post.wire.arrived())
                .extracting(SendingContract::said)
                .containsExactlyInAnyOrder("<script>alert(1)</script>, hello", "<script>alert(1)</script>, hi");
        assertThat(post.wire.arrived()).extracting(Outgoing::html).containsOnly(false);
    }

    @Test
    default void whoeverHasANameLikeATagGetsItEscapedWhereTheTemplateIsHtml() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aContactNamed("<script>alert(1)</script>"), null);
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "<p>{{first_name}}</p>"), lead);

        post.work();

        Outgoing mail = post.wire.arrived().get(0);
        assertThat(mail.html()).isTrue();
        assertThat(mail.body()).startsWith("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
    }

    @Test
    default void aMissingVariableHaltsTheRunLoudlyAndNothingIsSentUntilItIsThere() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "Dear {{first_name}}");
        Contact nobody = post.home.aContact();
        SequenceRun run = post.enroll(sequence, post.home.aLead(nobody, null));

        post.work();

        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox().get(0).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(post.outbox().get(0).reason()).contains("first_name");
        assertThat(post.run(run).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(post.run(run).pausedReason()).isEqualTo("message_failed");

        Contact known = post.home.now(RecordTypes.CONTACTS, nobody.id());
        post.home.change(
                RecordTypes.CONTACTS,
                known.withProfile(
                        new Contact.Profile(known.email(), null, "Ada", null, null, null, null, Map.of()),
                        post.clock.instant()));
        post.clock.pass(Duration.ofMinutes(1));
        post.resume(run.id());
        post.work();

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("Dear Ada");
        assertThat(post.outbox()).extracting(OutboundMessage::status).containsExactly(MessageStatus.SENT);
    }

    @Test
    default void whatIsUnknownOfAPersonHoweverDeepHoldsUpNoMail() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "Hello");
        Map<String, Object> company = new HashMap<>();
        company.put("size", null);
        Contact.Profile profile = new Contact.Profile(
                new io.aicmo.domain.shared.EmailAddress(World.word() + "@example.com"),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("company", company));
        Contact contact = post.home.keep(
                RecordTypes.CONTACTS,
                Contact.meet(new io.aicmo.domain.shared.ContactId(World.id()), profile, World.NOW));
        Lead lead = post.home.aLead(contact, null);
        post.enroll(sequence, lead);

        new SendMessage(post.messaging)
                .mail(post.home.actor(), new SendMessage.Mail(lead.id(), sequence.campaignId(), "Hi", "At once"));
        post.work();

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactlyInAnyOrder("Hello", "At once");
    }

    @Test
    default void itWaitsForTheHoursOfTheRecipientsOwnClock() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 24, "Hello");
        Contact.Profile inKolkata = new Contact.Profile(
                new io.aicmo.domain.shared.EmailAddress(World.word() + "@example.com"),
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("time_zone", "Asia/Kolkata"));
        Contact contact = post.home.keep(
                RecordTypes.CONTACTS,
                Contact.meet(new io.aicmo.domain.shared.ContactId(World.id()), inKolkata, World.NOW));
        post.clock.pass(Duration.ofHours(4));
        SequenceRun run = post.enroll(sequence, post.home.aLead(contact, null));

        post.work();

        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.run(run).nextStepAt()).isEqualTo("2026-03-03T02:30:00Z");
        assertThat(post.outbox().get(0).status()).isEqualTo(MessageStatus.QUEUED);
        assertThat(post.outbox().get(0).reason()).isEqualTo("sending_hours");

        post.live(Duration.ofHours(13), Duration.ofMinutes(30));

        assertThat(post.wire.arrived()).hasSize(1);
        assertThat(post.outbox().get(0).sentAt()).isBetween("2026-03-03T02:30:00Z", "2026-03-03T03:00:00Z");
    }

    @Test
    default void whatAPersonSaidMeanwhileCountsAtTheLastMoment() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two");
        Lead replies = post.home.aLead();
        Lead leaves = post.home.aLead();
        Lead bounces = post.home.aLead();
        Lead wins = post.home.aLead();
        List<SequenceRun> runs = new ArrayList<>();
        for (Lead lead : List.of(replies, leaves, bounces, wins)) {
            runs.add(post.enroll(sequence, lead));
        }
        post.work();
        assertThat(post.wire.arrived()).hasSize(4);

        post.home.record(a("email_replied").to(replies));
        post.home.record(a("email_unsubscribed").to(leaves));
        post.home.record(a("email_bounced").to(bounces).with("bounce_type", "hard"));
        Lead now = post.home.now(RecordTypes.LEADS, wins.id());
        post.home.change(
                RecordTypes.LEADS,
                now.edited(new Lead.Edit(LeadStatus.WON, null, null, null, null), post.clock.instant()));
        post.live(Duration.ofHours(25), Duration.ofHours(1));

        assertThat(post.wire.arrived()).hasSize(4);
        assertThat(runs.stream().map(post::run).map(SequenceRun::status))
                .containsExactly(RunStatus.PAUSED, RunStatus.PAUSED, RunStatus.PAUSED, RunStatus.STOPPED);

        // A person has the run of whoever left go on: their word still holds.
        post.resume(runs.get(1).id());
        post.work();
        assertThat(post.wire.arrived()).hasSize(4);
        assertThat(post.outbox())
                .filteredOn(message -> leaves.id().equals(message.leadId()) && message.step() == 1)
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MessageStatus.SKIPPED, "consent_withdrawn"));
    }

    @Test
    default void nobodyWritesToASuppressedAddressAndThenToTheNextStep() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One");
        Contact contact = post.home.aContact();
        post.home.keep(
                RecordTypes.SUPPRESSIONS,
                new Suppression(
                        new SuppressionId(World.id()),
                        contact.email().value().toUpperCase(java.util.Locale.ROOT),
                        "email",
                        "asked by phone",
                        World.NOW,
                        null,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
        SequenceRun run = post.enroll(sequence, post.home.aLead(contact, null));

        post.work();

        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox().get(0).reason()).isEqualTo("suppressed");
        assertThat(post.run(run).nextStep()).isEqualTo(1);
    }

    @Test
    default void aReplyToTheLastMessageStillHaltsTheRun() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), lead);
        post.work();

        assertThat(post.home.record(a("email_replied").to(lead)).pausedRuns()).isEqualTo(1);

        assertThat(post.run(run).pausedReason()).isEqualTo("email_replied");
    }

    @Test
    default void aPausedCampaignHoldsItsMessagesUntilItGoesOn() {
        Post post = post();
        post.connected(0);
        Campaign campaign = post.home.aCampaign();
        Sequence sequence = post.sequence(campaign, ALWAYS, 24, "One");
        Campaign paused = post.home.change(
                RecordTypes.CAMPAIGNS, campaign.edited(campaign.edit().with(CampaignStatus.PAUSED), World.NOW));
        post.enroll(sequence, post.home.aLead());

        post.live(Duration.ofHours(3), Duration.ofHours(1));
        assertThat(post.wire.arrived()).isEmpty();

        post.home.change(RecordTypes.CAMPAIGNS, paused.edited(paused.edit().with(CampaignStatus.ACTIVE), World.NOW));
        post.live(Duration.ofHours(2), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(1);
    }

    @Test
    default void nothingMoreIsSentForACampaignThatIsDeleted() {
        Post post = post();
        post.connected(0);
        Campaign campaign = post.home.aCampaign();
        SequenceRun run = post.enroll(post.sequence(campaign, ALWAYS, 24, "One", "Two"), post.home.aLead());
        post.work();

        post.home.delete(RecordTypes.CAMPAIGNS, campaign.id());
        post.live(Duration.ofHours(25), Duration.ofHours(1));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
        assertThat(post.run(run).status()).isEqualTo(RunStatus.STOPPED);
        assertThat(post.outbox())
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MessageStatus.SENT, null),
                        org.assertj.core.groups.Tuple.tuple(MessageStatus.SKIPPED, "campaign_deleted"));
    }

    @Test
    default void whatAPausedCampaignHeldIsNotReleasedByDeletingIt() {
        Post post = post();
        post.connected(0);
        Campaign campaign = post.home.aCampaign();
        Sequence sequence = post.sequence(campaign, ALWAYS, 24, "One");
        post.home.change(
                RecordTypes.CAMPAIGNS, campaign.edited(campaign.edit().with(CampaignStatus.PAUSED), World.NOW));
        SequenceRun run = post.enroll(sequence, post.home.aLead());
        post.work();
        assertThat(post.outbox().get(0).reason()).isEqualTo("campaign_paused");

        post.home.delete(RecordTypes.CAMPAIGNS, campaign.id());
        post.live(Duration.ofHours(3), Duration.ofHours(1));

        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox().get(0).reason()).isEqualTo("campaign_deleted");
        assertThat(post.run(run).status()).isEqualTo(RunStatus.STOPPED);
    }

    @Test
    default void aSenderThatIsSwitchedOffHoldsItsMessagesUntilOneIsSwitchedOn() {
        Post post = post();
        ChannelConnection sender = post.connected(0);
        SequenceRun run =
                post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two", "Three"), post.home.aLead());
        post.work();
        ChannelConnection off =
                post.home.change(RecordTypes.CHANNEL_CONNECTIONS, Components.with(sender, "enabled", false));

        post.live(Duration.ofDays(4), Duration.ofHours(1));

        assertThat(post.wire.arrived()).hasSize(1);
        assertThat(post.run(run).status()).isEqualTo(RunStatus.ACTIVE);
        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(post.outbox())
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(MessageStatus.SENT, null),
                        org.assertj.core.groups.Tuple.tuple(MessageStatus.QUEUED, "no_sender"));

        post.home.change(RecordTypes.CHANNEL_CONNECTIONS, Components.with(off, "enabled", true));
        post.live(Duration.ofHours(26), Duration.ofHours(1));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two", "Three");
    }

    @Test
    default void aSenderThatIsDeletedHoldsItsMessagesUntilThereIsAnother() {
        Post post = post();
        post.home.delete(RecordTypes.CHANNEL_CONNECTIONS, post.connected(0).id());
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), post.home.aLead());

        post.live(Duration.ofHours(5), Duration.ofHours(1));
        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox()).extracting(OutboundMessage::reason).containsExactly("no_sender");

        post.connected(0);
        post.live(Duration.ofHours(2), Duration.ofHours(1));
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
    }

    @Test
    default void mailOfItsOwnWaitsForASenderThatIsSwitchedOffAsWell() {
        Post post = post();
        ChannelConnection off =
                post.home.change(RecordTypes.CHANNEL_CONNECTIONS, Components.with(post.connected(0), "enabled", false));
        Lead lead = post.home.aLead(post.home.aCampaign());
        new SendMessage(post.messaging).mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "One"));

        post.live(Duration.ofHours(5), Duration.ofHours(1));
        assertThat(post.outbox())
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MessageStatus.QUEUED, "no_sender"));

        post.home.change(RecordTypes.CHANNEL_CONNECTIONS, Components.with(off, "enabled", true));
        post.live(Duration.ofHours(2), Duration.ofHours(1));
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
    }

    @Test
    default void aRunGoesOnOnceWhenItsLeadIsBackThatWasDeleted() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead();
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two", "Three"), lead);
        post.work();
        post.home.delete(RecordTypes.LEADS, lead.id());
        post.live(Duration.ofHours(30), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(1);

        post.restored(RecordTypes.LEADS, lead.id(), post.wakeRuns()::ofLead);
        post.restored(RecordTypes.LEADS, lead.id(), post.wakeRuns()::ofLead);
        post.live(Duration.ofHours(30), Duration.ofMinutes(10));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two", "Three");
    }

    @Test
    default void everyRunThroughASequenceGoesOnWhenItIsBackThatWasDeleted() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two");
        List<SequenceRun> runs = IntStream.range(0, 3)
                .mapToObj(i -> post.enroll(sequence, post.home.aLead()))
                .toList();
        post.work();
        post.home.delete(RecordTypes.SEQUENCES, sequence.id());
        post.live(Duration.ofHours(30), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(3);

        post.restored(RecordTypes.SEQUENCES, sequence.id(), post.wakeRuns()::ofSequence);
        post.live(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(post.wire.arrived()).hasSize(6);
        assertThat(runs.stream().map(post::run).map(SequenceRun::nextStep)).containsOnly(2);
    }

    @Test
    default void aRunWhosePersonWasDeletedGoesOnWhenBothAreBack() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead();
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two"), lead);
        post.work();
        post.home.delete(RecordTypes.LEADS, lead.id());
        post.home.delete(RecordTypes.CONTACTS, lead.contactId());
        post.live(Duration.ofHours(30), Duration.ofHours(1));

        post.restored(RecordTypes.LEADS, lead.id(), post.wakeRuns()::ofLead);
        post.live(Duration.ofMinutes(10), Duration.ofMinutes(1));
        assertThat(post.wire.arrived()).hasSize(1);
        post.restored(RecordTypes.CONTACTS, lead.contactId(), post.wakeRuns()::ofContact);
        post.live(Duration.ofMinutes(10), Duration.ofMinutes(1));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two");
    }

    @Test
    default void aMessageThatIsSentWhileItsLeadIsDeletedIsNotSentAgainWhenTheLeadIsBack() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two"), lead);
        post.wire.next(mail -> {
            post.home.delete(RecordTypes.LEADS, lead.id());
            return post.wire.take(mail);
        });
        post.work();
        assertThat(post.outbox()).extracting(OutboundMessage::status).containsExactly(MessageStatus.SENT);
        assertThat(post.run(run).nextStep()).isZero();

        post.restored(RecordTypes.LEADS, lead.id(), post.wakeRuns()::ofLead);
        post.live(Duration.ofHours(26), Duration.ofHours(1));

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two");
    }

    @Test
    default void aSenderWithHoursOfItsOwnSendsInThemAlone() {
        Post post = post();
        // It is Monday, 10:15; the sender sends on Tuesdays until 9.
        post.connected(0, new SendingHours(List.of(DayOfWeek.TUESDAY), LocalTime.of(8, 0), LocalTime.of(9, 0)));
        post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), post.home.aLead());

        post.work();
        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox().get(0).reason()).isEqualTo("sender_hours");
        assertThat(post.outbox().get(0).dueAt()).isEqualTo("2026-03-03T08:00:00Z");

        post.live(Duration.ofHours(24), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(1);
    }

    @Test
    default void aSenderSendsNoMoreADayThanItMayAndTheRestTheDaysAfter() {
        Post post = post();
        post.connected(3);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One");
        for (int i = 0; i < 8; i++) {
            post.enroll(sequence, post.home.aLead());
        }

        post.work();
        assertThat(post.wire.arrived()).hasSize(3);
        post.live(Duration.ofHours(24), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(6);
        post.live(Duration.ofHours(24), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(8);
    }

    @Test
    default void twoSendersShareWhatOneMayNotSendAlone() {
        Post post = post();
        post.connected(3);
        post.connected(3);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One");
        for (int i = 0; i < 8; i++) {
            post.enroll(sequence, post.home.aLead());
        }

        post.work();

        Map<String, Long> bySender = post.wire.arrived().stream()
                .collect(Collectors.groupingBy(mail -> String.valueOf(mail.sender()), Collectors.counting()));
        assertThat(bySender.values()).containsExactly(3L, 3L);
    }

    @Test
    default void onePersonIsNotWrittenToMoreOftenThanTheCapHoweverManyCampaigns() {
        Post post = post();
        post.connected(0);
        post.home.keep(
                RecordTypes.SENDING_POLICIES,
                new SendingPolicy(
                        new SendingPolicyId(World.id()),
                        post.home.workspace().id(),
                        ALWAYS,
                        new FrequencyCap(2, 24),
                        World.NOW,
                        World.NOW,
                        1,
                        null));
        Contact contact = post.home.aContact();
        for (int i = 0; i < 5; i++) {
            Campaign campaign = post.home.aCampaign();
            post.enroll(post.sequence(campaign, null, 24, "Of " + i), post.home.aLead(contact, campaign));
        }

        post.work();
        assertThat(post.wire.arrived()).hasSize(2);
        post.live(Duration.ofHours(24), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(4);
        post.live(Duration.ofHours(24), Duration.ofHours(1));
        assertThat(post.wire.arrived()).hasSize(5);
    }

    @Test
    default void aProviderThatIsBusyIsAskedLaterAndOneThatRefusesHaltsTheRun() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One");
        SequenceRun run = post.enroll(sequence, post.home.aLead());
        post.wire.next(
                mail -> new Delivery.Busy("slow down", Duration.ofMinutes(5)),
                mail -> new Delivery.Refused("no such domain"));

        post.work();
        assertThat(post.outbox().get(0).status()).isEqualTo(MessageStatus.QUEUED);
        assertThat(post.outbox().get(0).reason()).isEqualTo("slow down");
        assertThat(post.run(run).nextStepAt()).isEqualTo(post.clock.instant().plus(Duration.ofMinutes(5)));

        post.live(Duration.ofMinutes(6), Duration.ofMinutes(1));
        assertThat(post.outbox().get(0).status()).isEqualTo(MessageStatus.FAILED);
        assertThat(post.run(run).pausedReason()).isEqualTo("message_failed");

        post.resume(run.id());
        post.work();
        assertThat(post.wire.arrived()).hasSize(1);
        assertThat(post.outbox().get(0).attempts()).isEqualTo(3);
    }

    @Test
    default void whatNobodyKnowsOfIsListedAndSentAgainOnlyWhenAPersonSaysSo() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two");
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(sequence, lead);
        post.wire.next(mail -> new Delivery.Unknown("no answer"));

        post.work();
        OutboundMessage uncertain = post.outbox().get(0);
        assertThat(uncertain.status()).isEqualTo(MessageStatus.UNCERTAIN);
        assertThat(post.run(run).pausedReason()).isEqualTo("message_uncertain");
        post.clock.pass(Duration.ofSeconds(5));
        post.resume(run.id());
        post.live(Duration.ofMinutes(5), Duration.ofMinutes(1));
        assertThat(post.wire.arrived()).isEmpty();

        post.resolve(uncertain, ResolveMessage.Word.SEND_AGAIN);
        post.work();
        assertThat(post.wire.arrived()).hasSize(1);
        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(types(post, lead)).containsExactly("email_sent");
        assertThatThrownBy(() -> post.resolve(uncertain, ResolveMessage.Word.SENT))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("outbound_message.not_uncertain"));
    }

    @Test
    default void aPersonWhoSawItArriveHasTheRunGoOn() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two");
        Lead lead = post.home.aLead();
        SequenceRun run = post.enroll(sequence, lead);
        post.wire.next(mail -> {
            post.wire.take(mail);
            return new Delivery.Unknown("no answer");
        });
        post.work();

        post.resolve(post.outbox().get(0), ResolveMessage.Word.SENT);

        assertThat(post.run(run).status()).isEqualTo(RunStatus.ACTIVE);
        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(types(post, lead)).containsExactly("email_sent");
        post.live(Duration.ofHours(25), Duration.ofHours(1));
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two");
    }

    @Test
    default void aReplyFindsTheMailThatWasKeptBeforeItWasSent() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One");
        Lead lead = post.home.aLead();
        post.enroll(sequence, lead);
        post.wire.next(mail -> {
            throw new Post.Died();
        });
        post.work();
        String messageId = post.outbox().get(0).messageId();
        assertThat(messageId).endsWith("@sender.example.com");

        post.home.record(a("email_replied").answering(messageId));

        assertThat(types(post, lead)).containsExactly("email_replied");
    }

    @Test
    default void mailOfItsOwnIsWordedAtOnceAndThePersonsWordIsAskedForLater() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aCampaign());
        SendMessage sendMessage = new SendMessage(post.messaging);
        assertThatThrownBy(() -> sendMessage.mail(
                        post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "{{first_name}}")))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("template.variable_missing"));
        assertThat(post.outbox()).isEmpty();

        sendMessage.mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "One"));
        post.work();
        sendMessage.mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "Two"));
        post.home.record(a("email_unsubscribed").to(lead));
        post.work();

        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
        assertThat(post.outbox())
                .extracting(OutboundMessage::status)
                .containsExactly(MessageStatus.SENT, MessageStatus.SKIPPED);
    }

    // When a job ends without having been done

    @Test
    default void aRunWhoseJobIsGivenUpHaltsSaysSoAndCanGoOn() {
        Post post = post();
        post.connected(0);
        SequenceRun run = post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), post.home.aLead());

        post.giveUp("took longer than PT3M");

        assertThat(post.run(run).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(post.run(run).pausedReason()).isEqualTo("job_given_up");
        post.resume(run.id());
        post.work();
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
    }

    @Test
    default void aRunWhoseJobIsGivenUpWithItsMessageOnTheWireWaitsForAPersonsWord() {
        Post post = post();
        post.connected(0);
        SequenceRun run = post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), post.home.aLead());
        post.wire.next(mail -> {
            throw new Post.Died();
        });
        post.work();
        post.clock.pass(Post.LEASE);

        post.giveUp("whoever did it did not come back");

        assertThat(post.outbox()).extracting(OutboundMessage::status).containsExactly(MessageStatus.UNCERTAIN);
        assertThat(post.run(run).pausedReason()).isEqualTo("message_uncertain");
        post.resolve(post.outbox().get(0), ResolveMessage.Word.SEND_AGAIN);
        post.work();
        assertThat(post.wire.arrived()).hasSize(1);
    }

    @Test
    default void aRunWhoseJobIsCancelledHaltsAndGoesOnInItsTimeWhenThatIsTriedAnew() {
        Post post = post();
        post.connected(0);
        Sequence sequence = post.sequence(post.home.aCampaign(), ALWAYS, 24, "One", "Two");
        SequenceRun run = post.enroll(sequence, post.home.aLead());
        post.work();

        post.cancel();

        assertThat(post.run(run).pausedReason()).isEqualTo("job_cancelled");
        post.live(Duration.ofHours(12), Duration.ofHours(1));
        post.retry();
        post.work();
        assertThat(post.run(run).status()).isEqualTo(RunStatus.ACTIVE);
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
        post.live(Duration.ofHours(13), Duration.ofHours(1));
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One", "Two");
    }

    @Test
    default void aRunWhoseJobIsTriedAnewWhenItsStepIsDueGoesOnAtOnce() {
        Post post = post();
        post.connected(0);
        SequenceRun run = post.enroll(post.sequence(post.home.aCampaign(), ALWAYS, 24, "One"), post.home.aLead());
        post.giveUp("the database is full");

        post.retry();
        post.work();

        assertThat(post.run(run).nextStep()).isEqualTo(1);
        assertThat(post.wire.arrived()).hasSize(1);
    }

    @Test
    default void mailOfItsOwnWhoseJobIsGivenUpHasFailedAndIsSentWhenThatIsTriedAnew() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aCampaign());
        new SendMessage(post.messaging).mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "One"));

        post.giveUp("the database is full");

        assertThat(post.outbox())
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MessageStatus.FAILED, "the database is full"));
        post.retry();
        post.work();
        assertThat(post.wire.arrived()).extracting(SendingContract::said).containsExactly("One");
    }

    @Test
    default void mailOfItsOwnWhoseJobIsCancelledIsLeftOutUnlessThatIsTriedAnew() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aCampaign());
        new SendMessage(post.messaging).mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "One"));

        post.cancel();
        post.work();

        assertThat(post.wire.arrived()).isEmpty();
        assertThat(post.outbox())
                .extracting(OutboundMessage::status, OutboundMessage::reason)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(MessageStatus.SKIPPED, "cancelled"));
        post.retry();
        post.work();
        assertThat(post.outbox()).extracting(OutboundMessage::status).containsExactly(MessageStatus.SENT);
    }

    @Test
    default void mailOfItsOwnThatMayBeOnTheWireWhenItsJobIsGivenUpWaitsForAPersonsWord() {
        Post post = post();
        post.connected(0);
        Lead lead = post.home.aLead(post.home.aCampaign());
        new SendMessage(post.messaging).mail(post.home.actor(), new SendMessage.Mail(lead.id(), null, "Hi", "One"));
        post.wire.next(mail -> {
            throw new Post.Died();
        });
        post.work();
        post.cancel();
        post.clock.pass(Post.LEASE);

        post.giveUp("it was cancelled");

        assertThat(post.outbox()).extracting(OutboundMessage::status).containsExactly(MessageStatus.UNCERTAIN);
    }

    @Test
    default void whateverDiesWhenNothingIsSentTwiceAndNothingIsForgotten() {
        Chaos chaos = new Chaos(adapter().transactions(), 20260302);
        Post post = new Post(world().aTenant(), new Wire(Duration.ZERO), chaos);
        enrollMany(post);

        for (int round = 0; round < 60; round++) {
            chaos.strike(post.wire);
            post.live(Duration.ofMinutes(30), Duration.ofMinutes(10));
        }
        chaos.stop();
        List<OutboundMessage> uncertain = post.outbox().stream()
                .filter(message -> message.status() == MessageStatus.UNCERTAIN)
                .toList();
        assertThat(uncertain).isNotEmpty();
        for (int round = 0; round < 10; round++) {
            for (OutboundMessage message : post.outbox()) {
                if (message.status() == MessageStatus.UNCERTAIN) {
                    boolean arrived = post.wire.arrived().stream()
                            .anyMatch(
                                    mail -> String.valueOf(message.messageId()).equals(mail.messageId()));
                    post.resolve(message, arrived ? ResolveMessage.Word.SENT : ResolveMessage.Word.SEND_AGAIN);
                }
            }
            post.live(Duration.ofHours(6), Duration.ofMinutes(30));
        }

        everythingArrivedOnce(post);
    }

    @Test
    default void whereTwiceIsOnceNothingIsUncertainWhateverDiesWhen() {
        Chaos chaos = new Chaos(adapter().transactions(), 20260303);
        Post post = new Post(world().aTenant(), new Wire(Duration.ofHours(24)), chaos);
        enrollMany(post);

        for (int round = 0; round < 60; round++) {
            chaos.strike(post.wire);
            post.live(Duration.ofMinutes(30), Duration.ofMinutes(10));
        }
        chaos.stop();
        post.live(Duration.ofHours(12), Duration.ofMinutes(30));

        assertThat(chaos.deaths).isGreaterThan(30);
        everythingArrivedOnce(post);
    }

    private static void enrollMany(Post post) {
        post.connected(0);
        post.home.keep(
                RecordTypes.SENDING_POLICIES,
                new SendingPolicy(
                        new SendingPolicyId(World.id()),
                        post.home.workspace().id(),
                        ALWAYS,
                        new FrequencyCap(100, 1),
                        World.NOW,
                        World.NOW,
                        1,
                        null));
        Sequence sequence = post.sequence(post.home.aCampaign(), null, 1, "0", "1", "2", "3", "4", "5");
        for (int i = 0; i < 40; i++) {
            post.enroll(sequence, post.home.aLead());
        }
    }

    private static void everythingArrivedOnce(Post post) {
        assertThat(post.outbox())
                .hasSize(240)
                .extracting(OutboundMessage::status)
                .containsOnly(MessageStatus.SENT);
        Map<String, Long> arrivals = post.wire.arrived().stream()
                .collect(Collectors.groupingBy(mail -> mail.recipient() + " " + said(mail), Collectors.counting()));
        assertThat(arrivals).hasSize(240);
        assertThat(arrivals.values()).containsOnly(1L);
        Instant end = post.clock.instant();
        assertThat(post.outbox())
                .allSatisfy(message -> assertThat(message.sentAt()).isBefore(end));
        post.outbox().stream()
                .map(OutboundMessage::leadId)
                .distinct()
                .forEach(lead -> assertThat(types(post, post.home.now(RecordTypes.LEADS, lead)))
                        .hasSize(6)
                        .containsOnly("email_sent"));
    }

    /** What a mail says, without its last line. */
    private static String said(Outgoing mail) {
        return mail.body().replaceFirst("\\n\\n-- \\nUnsubscribe: \\S+\\n$", "");
    }

    private static List<String> types(Post post, Lead lead) {
        return post.home.timeline(lead.id()).stream().map(Activity::type).toList();
    }

    /** Kills whoever works, now before and now after a commit, now before and now after the provider has it. */
    final class Chaos implements Transactions {
        private final Transactions real;
        private final Random random;
        private boolean over;
        int deaths;

        Chaos(Transactions real, long seed) {
            this.real = real;
            this.random = new Random(seed);
        }

        /** The next few messages meet somebody who pulls the plug. */
        void strike(Wire wire) {
            if (!over && random.nextInt(3) == 0) {
                wire.next(mail -> {
                    if (random.nextBoolean()) {
                        wire.take(mail);
                    }
                    throw died();
                });
            }
        }

        void stop() {
            over = true;
        }

        @Override
        public <T> T read(Actor actor, Function<Tx, T> work) {
            return real.read(actor, work);
        }

        @Override
        public <T> T write(Actor actor, Function<Tx, T> work) {
            if (actor.transaction() != null || over) {
                return real.write(actor, work);
            }
            int chance = random.nextInt(12);
            T result = real.write(actor, tx -> {
                T done = work.apply(tx);
                if (chance == 0) {
                    throw died();
                }
                return done;
            });
            if (chance == 1) {
                throw died();
            }
            return result;
        }

        private Post.Died died() {
            deaths++;
            return new Post.Died();
        }
    }
}
