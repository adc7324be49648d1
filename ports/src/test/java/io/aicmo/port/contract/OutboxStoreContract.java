package io.aicmo.port.contract;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.SequenceRun;
import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.MessageStatus;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.messaging.OutboundMessage.Route;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.Sealed;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.messaging.OutboxStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@link OutboxStore} promises. */
public interface OutboxStoreContract extends StoreContract {

    private OutboxStore outbox() {
        return adapter().outbox();
    }

    @Test
    default void theMessageOfAStepIsFoundByItsRunAndPlace() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead lead = home.aLead();
        SequenceRun run = home.aRun(lead);
        SequenceRun other = home.aRun(lead);
        OutboundMessage message =
                home.keep(RecordTypes.OUTBOUND_MESSAGES, to(home, lead).ofStep(run.id(), 3));

        assertThat(ofStep(home, run.id(), 3)).contains(message);
        assertThat(ofStep(home, run.id(), 2)).isEmpty();
        assertThat(ofStep(home, other.id(), 3)).isEmpty();
        assertThat(ofStep(stranger, run.id(), 3)).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(MessageStatus.class)
    default void whatMayHaveReachedAPersonCounts(MessageStatus status) {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        ChannelConnection connection = connection(home);
        OutboundMessage sending = to(home, lead).sending(route(connection), World.NOW);
        home.keep(RecordTypes.OUTBOUND_MESSAGES, Components.with(sending, "status", status));

        boolean counts = List.of(
                        MessageStatus.SENDING, MessageStatus.SENT, MessageStatus.CAPTURED, MessageStatus.UNCERTAIN)
                .contains(status);
        assertThat(lately(home, lead.contactId(), World.NOW)).isEqualTo(counts ? List.of(World.NOW) : List.of());
        assertThat(through(home, connection.id(), World.NOW)).isEqualTo(counts ? 1 : 0);
    }

    @Test
    default void thoseTimesCountThatAreNotTooLongAgoTheLatestFirst() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Lead lead = home.aLead();
        ChannelConnection connection = connection(home);
        for (int hours : List.of(1, 5, 3)) {
            Instant at = World.NOW.minus(Duration.ofHours(hours));
            home.keep(RecordTypes.OUTBOUND_MESSAGES, to(home, lead).sending(route(connection), at));
        }
        home.keep(RecordTypes.OUTBOUND_MESSAGES, to(home, home.aLead()).sending(route(connection(home)), World.NOW));
        Instant since = World.NOW.minus(Duration.ofHours(4));

        assertThat(lately(home, lead.contactId(), since))
                .containsExactly(World.NOW.minus(Duration.ofHours(1)), World.NOW.minus(Duration.ofHours(3)));
        assertThat(through(home, connection.id(), since)).isEqualTo(2);
        assertThat(lately(stranger, lead.contactId(), since)).isEmpty();
        assertThat(through(stranger, connection.id(), since)).isZero();
    }

    @Test
    default void aChannelWasConnectedEvenIfItsConnectionIsSwitchedOffOrDeleted() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        assertThat(wasConnected(home, "email")).isFalse();

        ChannelConnection connection = connection(home);
        assertThat(wasConnected(home, "email")).isTrue();
        home.change(RecordTypes.CHANNEL_CONNECTIONS, Components.with(connection, "enabled", false));
        assertThat(wasConnected(home, "email")).isTrue();
        home.delete(RecordTypes.CHANNEL_CONNECTIONS, connection.id());
        assertThat(wasConnected(home, "email")).isTrue();

        assertThat(wasConnected(home, "sms")).isFalse();
        assertThat(wasConnected(stranger, "email")).isFalse();
    }

    @Test
    default void aReplyFindsWhomAMessageWasForBeforeItWasSent() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        OutboundMessage message = to(home, lead).sending(route(connection(home)), World.NOW);
        home.does(tx -> {
            outbox().remember(tx, message);
            outbox().remember(tx, message);
        });

        assertThat(home.record(a("email_replied").answering(message.messageId()))
                        .leadId())
                .isEqualTo(lead.id());
    }

    @Test
    default void aMessageToNobodyIsNotRemembered() {
        Home home = world().aTenant();
        OutboundMessage toTheTeam = OutboundMessage.queued(
                new OutboundMessageId(World.id()),
                home.workspace().id(),
                null,
                null,
                null,
                "email",
                "team@example.com",
                World.NOW);

        home.does(tx -> outbox().remember(tx, toTheTeam.captured(World.NOW)));

        assertThat(home.apply(a("email_replied")
                        .answering(toTheTeam.captured(World.NOW).messageId())))
                .noneMatch(outcome -> outcome instanceof io.aicmo.port.crm.SpineOutcome.Recorded);
    }

    @Test
    default void whoeverHasATurnHasItAloneUntilTheTransactionEnds() {
        Home home = world().aTenant();
        Lead lead = home.aLead();
        AtomicInteger most = new AtomicInteger();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tasks.add(() -> home.write(tx -> {
                outbox().takeTurn(tx, "person");
                int before =
                        outbox().lately(tx, lead.contactId(), Instant.EPOCH).size();
                if (before < 2) {
                    home.store(RecordTypes.OUTBOUND_MESSAGES)
                            .insert(tx, to(home, lead).captured(World.NOW));
                    most.incrementAndGet();
                }
                return true;
            }));
        }

        assertThat(AtOnce.all(tasks)).allMatch(AtOnce.Ended::well);

        assertThat(most.get()).isEqualTo(2);
        assertThat(lately(home, lead.contactId(), Instant.EPOCH)).hasSize(2);
    }

    private Optional<OutboundMessage> ofStep(Home home, SequenceRunId run, int step) {
        return home.read(tx -> outbox().ofStep(tx, run, step));
    }

    private List<Instant> lately(Home home, ContactId person, Instant since) {
        return home.read(tx -> outbox().lately(tx, person, since));
    }

    private long through(Home home, ChannelConnectionId connection, Instant since) {
        return home.read(tx -> outbox().through(tx, connection, since));
    }

    private boolean wasConnected(Home home, String channel) {
        return home.read(tx -> outbox().wasConnected(tx, channel));
    }

    private static OutboundMessage to(Home home, Lead lead) {
        Campaign campaign = home.direct();
        return OutboundMessage.queued(
                new OutboundMessageId(World.id()),
                campaign.workspaceId(),
                campaign.id(),
                lead.id(),
                lead.contactId(),
                "email",
                "ada@example.com",
                World.NOW);
    }

    private static Route route(ChannelConnection connection) {
        return new Route(connection.provider(), connection.id(), connection.sender());
    }

    private static ChannelConnection connection(Home home) {
        return home.keep(
                RecordTypes.CHANNEL_CONNECTIONS,
                new ChannelConnection(
                        new ChannelConnectionId(World.id()),
                        "email",
                        "smtp",
                        World.word(),
                        "sales@example.com",
                        Map.of(),
                        new Sealed(Sealed.PREFIX + World.word()),
                        0,
                        null,
                        true,
                        World.NOW,
                        World.NOW,
                        1,
                        null));
    }
}
