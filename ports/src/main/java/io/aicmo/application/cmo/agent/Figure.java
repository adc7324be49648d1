package io.aicmo.application.cmo.agent;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A figure that was computed.
 *
 * @param name what it is, for example {@code email.ctr}: what it belongs to, and the measure
 * @param unit what is counted, for example {@code leads}, {@code %} or {@code EUR}
 * @param value what it is, or null where it cannot be said, as a rate of nothing
 * @param previous what it was in the time before, or null
 * @param target what it should be, or null
 */
public record Figure(
        String name,
        String unit,
        @Nullable BigDecimal value,
        @Nullable BigDecimal previous,
        @Nullable BigDecimal target) {}
