package io.aicmo.port.inmemory;

import io.aicmo.domain.messaging.ChannelConnection;
import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.OutboxStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Counts what is in the outbox, in memory. */
final class MemoryOutboxStore implements OutboxStore {
    private static final int MOST = 100;

    private final Database database;
    private final MemoryRecordStore<OutboundMessageId, OutboundMessage> messages;

    MemoryOutboxStore(Database database) {
        this.database = database;
        this.messages = database.store(RecordTypes.OUTBOUND_MESSAGES);
    }

    /** One transaction writes at a time, so whoever writes has every turn. */
    @Override
    public void takeTurn(Tx tx, String name) {
        MemoryTx.of(tx).lock();
    }

    @Override
    public Optional<OutboundMessage> ofStep(Tx tx, SequenceRunId run, int step) {
        return messages.living(tx)
                .filter(message -> run.equals(message.sequenceRunId()) && message.step() == step)
                .findFirst();
    }

    @Override
    public List<Instant> lately(Tx tx, ContactId person, Instant since) {
        return counting(tx, since)
                .filter(message -> person.equals(message.contactId()))
                .flatMap(message -> Stream.ofNullable(message.sendingAt()))
                .sorted(Comparator.reverseOrder())
                .limit(MOST)
                .toList();
    }

    @Override
    public long through(Tx tx, ChannelConnectionId connection, Instant since) {
        return counting(tx, since)
                .filter(message -> connection.equals(message.connectionId()))
                .count();
    }

    private Stream<OutboundMessage> counting(Tx tx, Instant since) {
        return messages.living(tx)
                .filter(message -> message.counts()
                        && message.sendingAt() != null
                        && !message.sendingAt().isBefore(since));
    }

    @Override
    public boolean wasConnected(Tx tx, String channel) {
        return MemoryTx.of(tx).rows(database.records(RecordTypes.CHANNEL_CONNECTIONS)).all().stream()
                .map(ChannelConnection.class::cast)
                .anyMatch(connection -> connection.channel().equals(channel));
    }

    @Override
    public void remember(Tx tx, OutboundMessage message) {
        if (message.messageId() == null || message.contactId() == null || message.campaignId() == null) {
            return;
        }
        Rows<String, SentMessage> sent = MemoryTx.of(tx).rows(database.messages);
        MemoryTx.of(tx).lock();
        if (sent.get(message.messageId()) == null) {
            sent.put(message.messageId(), new SentMessage(message.contactId(), message.leadId(), message.campaignId()));
        }
    }
}
