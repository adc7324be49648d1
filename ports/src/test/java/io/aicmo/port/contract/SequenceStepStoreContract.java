package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.port.crm.SequenceStepStore;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link SequenceStepStore} promises. */
public interface SequenceStepStoreContract extends StoreContract {

    @Test
    default void stepsAreListedByPosition() {
        Home home = world().aTenant();
        Sequence sequence = home.aSequence();
        SequenceStep first = step(sequence, 0, "Grüße aus 東京");
        SequenceStep second = step(sequence, 1, null);
        SequenceStep third = step(sequence, 2, "Third");

        replace(home, sequence, List.of(third, first, second));

        assertThat(steps(home, sequence.id())).containsExactly(first, second, third);
    }

    @Test
    default void newStepsTakeThePlaceOfTheOldOnes() {
        Home home = world().aTenant();
        Sequence sequence = home.aSequence();
        replace(home, sequence, List.of(step(sequence, 0, "a"), step(sequence, 1, "b")));
        SequenceStep only = step(sequence, 0, "c");

        replace(home, sequence, List.of(only));

        assertThat(steps(home, sequence.id())).containsExactly(only);
    }

    @Test
    default void aSequenceMayHaveManySteps() {
        Home home = world().aTenant();
        Sequence sequence = home.aSequence();
        List<SequenceStep> many = IntStream.range(0, Sequence.MAX_STEPS)
                .mapToObj(position -> step(sequence, position, "subject"))
                .toList();

        replace(home, sequence, many);

        assertThat(steps(home, sequence.id())).isEqualTo(many);
    }

    @Test
    default void anotherSequenceKeepsItsSteps() {
        Home home = world().aTenant();
        Sequence one = home.aSequence();
        Sequence other = home.aSequence();
        SequenceStep ofOther = step(other, 0, "other");
        replace(home, other, List.of(ofOther));

        replace(home, one, List.of(step(one, 0, "one")));

        assertThat(steps(home, other.id())).containsExactly(ofOther);
    }

    @Test
    default void anUnknownSequenceHasNoSteps() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        Sequence sequence = home.aSequence();
        replace(home, sequence, List.of(step(sequence, 0, "a")));

        assertThat(steps(home, new SequenceId(World.id()))).isEmpty();
        assertThat(steps(stranger, sequence.id())).isEmpty();
    }

    @Test
    default void whatIsRolledBackDidNotReplaceAnything() {
        Home home = world().aTenant();
        Sequence sequence = home.aSequence();
        SequenceStep kept = step(sequence, 0, "kept");
        replace(home, sequence, List.of(kept));

        assertThatThrownBy(() -> home.does(tx -> {
                    adapter().steps().replace(tx, sequence.id(), List.of(step(sequence, 0, "gone")));
                    assertThat(steps(home, sequence.id())).containsExactly(kept);
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(steps(home, sequence.id())).containsExactly(kept);
    }

    private void replace(Home home, Sequence sequence, List<SequenceStep> steps) {
        home.does(tx -> adapter().steps().replace(tx, sequence.id(), steps));
    }

    private List<SequenceStep> steps(Home home, SequenceId sequence) {
        return home.read(tx -> adapter().steps().list(tx, sequence));
    }

    private static SequenceStep step(Sequence sequence, int position, @Nullable String subject) {
        return new SequenceStep(
                new SequenceStepId(World.id()),
                sequence.id(),
                position,
                subject == null ? "sms" : "email",
                24 * position,
                subject,
                "Hello 👋, 'quoted' \\ text");
    }
}
