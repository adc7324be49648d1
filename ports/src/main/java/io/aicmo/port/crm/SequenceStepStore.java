package io.aicmo.port.crm;

import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.port.Tx;
import java.util.List;

/** Keeps the steps of sequences. */
public interface SequenceStepStore {
    /** Keeps the steps of a sequence in place of those that it had. */
    void replace(Tx tx, SequenceId sequence, List<SequenceStep> steps);

    /** A sequence's steps by position; none for an unknown sequence. */
    List<SequenceStep> list(Tx tx, SequenceId sequence);
}
