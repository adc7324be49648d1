package io.aicmo.domain.messaging;

import io.aicmo.domain.shared.Rejected;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How many messages one person gets at most, of all campaigns and channels together.
 *
 * @param most so many, 1 to 100
 * @param hours in so many hours, 1 to 720
 */
public record FrequencyCap(int most, int hours) {
    /** Three in 24 hours. */
    public static final FrequencyCap USUAL = new FrequencyCap(3, 24);

    /** @throws Rejected {@code frequency_cap.out_of_range} */
    public FrequencyCap {
        if (most < 1 || most > 100 || hours < 1 || hours > 720) {
            throw Rejected.field(
                    "frequency_cap",
                    "frequency_cap.out_of_range",
                    "frequency_cap must be 1 to 100 messages in 1 to 720 hours");
        }
    }

    /** How long a message counts. */
    public Duration window() {
        return Duration.ofHours(hours);
    }

    /**
     * When one more is allowed; in the past where it is now.
     *
     * @param sent when the person was written to, as far back as the window reaches, in any order
     */
    public Instant allowedFrom(List<Instant> sent) {
        return sent.stream()
                .sorted(Comparator.reverseOrder())
                .skip(most - 1L)
                .findFirst()
                .map(time -> time.plus(window()))
                .orElse(Instant.EPOCH);
    }
}
