package io.aicmo.domain.crm;

import static io.aicmo.domain.crm.Deliverability.DELIVERABLE;
import static io.aicmo.domain.crm.Deliverability.UNDELIVERABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class DeliverabilityTest {

    @Example
    void mailGoesToWhoeverNeverBounced() {
        assertThat(Deliverability.of(false, List.of(), null)).isEqualTo(DELIVERABLE);
    }

    @Example
    void aHardBounceIsEnough() {
        assertThat(Deliverability.of(true, List.of(), Given.NOW)).isEqualTo(UNDELIVERABLE);
    }

    @Example
    void fiveSoftBouncesInARowAreEnoughAndFourAreNot() {
        assertThat(Deliverability.of(false, hoursAgo(1, 2, 3, 4), null)).isEqualTo(DELIVERABLE);
        assertThat(Deliverability.of(false, hoursAgo(1, 2, 3, 4, 5), null)).isEqualTo(UNDELIVERABLE);
    }

    @Example
    void aMailThatArrivedBeginsTheRowAnew() {
        assertThat(Deliverability.of(false, hoursAgo(1, 2, 3, 4, 5, 6), Given.hoursAgo(3)))
                .isEqualTo(DELIVERABLE);
        assertThat(Deliverability.of(false, hoursAgo(1, 2, 3, 4, 5, 6), Given.hoursAgo(6)))
                .isEqualTo(UNDELIVERABLE);
    }

    @Property
    void theOrderInWhichBouncesArriveDoesNotMatter(
            @ForAll @Size(max = 10) List<@LongRange(min = 0, max = 20) Long> hours, @ForAll Random random) {
        List<Instant> bounces = hours.stream().map(Given::hoursAgo).toList();
        List<Instant> shuffled = new ArrayList<>(bounces);
        Collections.shuffle(shuffled, random);

        assertThat(Deliverability.of(false, shuffled, Given.hoursAgo(10)))
                .isEqualTo(Deliverability.of(false, bounces, Given.hoursAgo(10)));
    }

    private static List<Instant> hoursAgo(long... hours) {
        return LongStream.of(hours).mapToObj(Given::hoursAgo).toList();
    }
}
