package io.aicmo.postgres.crm;

import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.postgres.sql.Columns;
import io.aicmo.postgres.sql.Json;
import io.aicmo.postgres.sql.PgTx;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps the steps of sequences in their table. */
final class PgSequenceStepStore implements SequenceStepStore {

    @Override
    public void replace(Tx tx, SequenceId sequence, List<SequenceStep> steps) {
        PgTx.sql(tx, """
                        delete from outbound_sequence_steps
                        where tenant_id = :tenant and sequence_id = :sequence_id
                        """).bind("sequence_id", sequence).execute();
        PgTx.sql(tx, """
                        insert into outbound_sequence_steps
                            (tenant_id, id, sequence_id, position, channel, delay_hours, subject, body)
                        select :tenant, s.id, :sequence_id, s.position, s.channel, s.delay_hours, s.subject, s.body
                        from json_to_recordset(cast(:steps as json)) as s
                            (id uuid, position int, channel text, delay_hours int, subject text, body text)
                        """)
                .bind("sequence_id", sequence)
                .bind(
                        "steps",
                        Json.text(
                                steps.stream().map(PgSequenceStepStore::columns).toList()))
                .execute();
    }

    @Override
    public List<SequenceStep> list(Tx tx, SequenceId sequence) {
        return PgTx.sql(tx, """
                        select id, sequence_id, position, channel, delay_hours, subject, body
                        from outbound_sequence_steps
                        where tenant_id = :tenant and sequence_id = :sequence_id
                        order by position
                        """).bind("sequence_id", sequence).list(PgSequenceStepStore::step);
    }

    private static Map<String, @Nullable Object> columns(SequenceStep step) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("id", step.id());
        columns.put("position", step.position());
        columns.put("channel", step.channel());
        columns.put("delay_hours", step.delayHours());
        columns.put("subject", step.subject());
        columns.put("body", step.body());
        return columns;
    }

    private static SequenceStep step(ResultSet row) throws SQLException {
        return new SequenceStep(
                new SequenceStepId(Columns.uuid(row, "id")),
                new SequenceId(Columns.uuid(row, "sequence_id")),
                row.getInt("position"),
                Columns.text(row, "channel"),
                row.getInt("delay_hours"),
                row.getString("subject"),
                Columns.text(row, "body"));
    }
}
