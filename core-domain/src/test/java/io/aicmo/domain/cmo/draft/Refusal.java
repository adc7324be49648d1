package io.aicmo.domain.cmo.draft;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.Rejected;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Why something was refused. */
final class Refusal {
    private Refusal() {}

    static String refusal(ThrowingCallable action) {
        Rejected rejected = catchThrowableOfType(Rejected.class, action);
        return rejected == null ? "not refused" : rejected.code();
    }
}
