package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.port.Tx;
import io.aicmo.port.crm.SequenceStepStore;
import java.util.Comparator;
import java.util.List;

/** Keeps the steps of sequences in memory. */
final class MemorySequenceStepStore implements SequenceStepStore {
    private final Database database;

    MemorySequenceStepStore(Database database) {
        this.database = database;
    }

    @Override
    public void replace(Tx tx, SequenceId sequence, List<SequenceStep> steps) {
        List<SequenceStep> byPosition = steps.stream()
                .sorted(Comparator.comparingInt(SequenceStep::position))
                .toList();
        MemoryTx.of(tx).rows(database.steps).put(sequence, byPosition);
    }

    @Override
    public List<SequenceStep> list(Tx tx, SequenceId sequence) {
        List<SequenceStep> steps = MemoryTx.of(tx).rows(database.steps).get(sequence);
        return steps == null ? List.of() : steps;
    }
}
