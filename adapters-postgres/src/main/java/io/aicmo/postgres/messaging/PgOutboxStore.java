package io.aicmo.postgres.messaging;

import io.aicmo.domain.messaging.OutboundMessage;
import io.aicmo.domain.shared.ChannelConnectionId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.SequenceRunId;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.messaging.OutboxStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.PgTx;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Counts what is in the outbox's table. */
final class PgOutboxStore implements OutboxStore {
    private final Records records;

    PgOutboxStore(Records records) {
        this.records = records;
    }

    /** 76 stands for turns among those who use such locks. Two names that hash alike wait for each other, no more. */
    @Override
    public void takeTurn(Tx tx, String name) {
        PgTx.sql(tx, "select true from pg_advisory_xact_lock(76, hashtext(cast(:tenant as text) || :name))")
                .bind("name", name)
                .find(row -> true);
    }

    @Override
    public Optional<OutboundMessage> ofStep(Tx tx, SequenceRunId run, int step) {
        return PgTx.sql(tx, """
                        select id from outbound_messages
                        where tenant_id = :tenant and sequence_run_id = :run and step = :step and deleted_at is null
                        """)
                .bind("run", run)
                .bind("step", step)
                .find(row -> new OutboundMessageId(Columns.uuid(row, "id")))
                .flatMap(id -> records.of(RecordTypes.OUTBOUND_MESSAGES).find(tx, id));
    }

    @Override
    public List<Instant> lately(Tx tx, ContactId person, Instant since) {
        return PgTx.sql(tx, """
                        select sending_at from outbound_messages
                        where tenant_id = :tenant and contact_id = :person and sending_at >= :since
                            and status in ('sending', 'sent', 'captured', 'uncertain') and deleted_at is null
                        order by sending_at desc
                        limit 100
                        """)
                .bind("person", person)
                .bind("since", since)
                .list(row -> row.getObject("sending_at", OffsetDateTime.class).toInstant());
    }

    @Override
    public long through(Tx tx, ChannelConnectionId connection, Instant since) {
        return PgTx.sql(tx, """
                        select count(*) as messages from outbound_messages
                        where tenant_id = :tenant and connection_id = :connection and sending_at >= :since
                            and status in ('sending', 'sent', 'captured', 'uncertain') and deleted_at is null
                        """)
                .bind("connection", connection)
                .bind("since", since)
                .find(row -> row.getLong("messages"))
                .orElse(0L);
    }

    @Override
    public boolean wasConnected(Tx tx, String channel) {
        return PgTx.sql(tx, """
                        select true from channel_connections
                        where tenant_id = :tenant and channel = :channel
                        limit 1
                        """).bind("channel", channel).find(row -> true).isPresent();
    }

    @Override
    public void remember(Tx tx, OutboundMessage message) {
        if (message.messageId() == null || message.contactId() == null || message.campaignId() == null) {
            return;
        }
        PgTx.sql(tx, """
                        insert into sent_messages (tenant_id, message_id, contact_id, lead_id, campaign_id, sent_at)
                        values (:tenant, :message_id, :contact, :lead, :campaign, :sent_at)
                        on conflict do nothing
                        """)
                .bind("message_id", message.messageId())
                .bind("contact", message.contactId())
                .bind("lead", message.leadId())
                .bind("campaign", message.campaignId())
                .bind("sent_at", message.updatedAt())
                .execute();
    }
}
