package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.ActivityType;
import io.aicmo.domain.crm.ActivityType.Effect;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.port.contract.AtOnce.Ended;
import io.aicmo.port.contract.Story.Told;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineOutcome.Attribution;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/**
 * Decisions commute: whatever is told twice, in another order, in one call or by several at once, the end is that of the
 * distinct events in the order in which they happened.
 *
 * <p>To try less often, override {@link #theSameEventsLeaveTheSameState} with another number of tries.
 */
public interface SpineCommutesProperty extends StoreContract {
    int CALLERS = 3;
    int MOST_IN_A_CALL = 8;

    @Property(tries = 50, shrinking = ShrinkingMode.BOUNDED)
    default void theSameEventsLeaveTheSameState(@ForAll("events") List<Told> events, @ForAll long seed) {
        Story inOrder = Story.begin(world());
        Story asItComes = Story.begin(world());

        List<Told> byTime = new ArrayList<>(events);
        byTime.sort(Comparator.comparing(Told::at));
        byTime.forEach(event -> inOrder.tell(List.of(event)));
        List<List<SpineOutcome>> outcomes = tellAtOnce(asItComes, calls(events, new Random(seed)));

        assertThat(asItComes.state()).isEqualTo(inOrder.state());
        asItComes.assertNothingIsWrong();
        outcomes.forEach(SpineCommutesProperty::assertNoStatusMovedBack);
        assertThat(outcomes.stream()
                        .flatMap(List::stream)
                        .filter(SpineOutcome.Recorded.class::isInstance)
                        .count())
                .isEqualTo(asItComes.activities().size());
    }

    @Provide
    default Arbitrary<List<Told>> events() {
        return Combinators.combine(
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.of(types(SpineCommutesProperty::isConsequential))),
                                Tuple.of(3, Arbitraries.of(types(SpineCommutesProperty::isAboutConsent))),
                                Tuple.of(1, Arbitraries.of(types(type -> true)))),
                        Arbitraries.integers().between(0, Story.PARTIES - 1),
                        Arbitraries.integers().between(-1, Story.CAMPAIGNS - 1),
                        // Few moments, so that many things happen at the same one; over several days.
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.of("Stop", "Hello, yes please"),
                        Arbitraries.of(true, false))
                .as(Told::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(40)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(Told::numbered);
    }

    private List<String> types(Predicate<ActivityType> wanted) {
        return adapter().channels().channels().stream()
                .flatMap(channel -> adapter().channels().activityTypes(channel).stream()
                        .filter(type -> wanted.test(adapter().channels().get(channel, type)))
                        .map(type -> channel + " " + type))
                .toList();
    }

    /** Whether it changes what other events change as well: then their order could matter. */
    private static boolean isConsequential(ActivityType type) {
        return type.advancesTo() != null
                || type.has(Effect.PAUSES_SEQUENCES)
                || type.has(Effect.PAUSES_SEQUENCES_OF_PERSON);
    }

    private static boolean isAboutConsent(ActivityType type) {
        return type.has(Effect.STATES_CONSENT)
                || type.has(Effect.WITHDRAWS_CONSENT)
                || type.has(Effect.OBEYS_STOP_WORDS);
    }

    /** Every event once to three times, in any order, in calls of one to eight. */
    private static List<List<Told>> calls(List<Told> events, Random random) {
        List<Told> copies = new ArrayList<>();
        for (Told event : events) {
            copies.addAll(Collections.nCopies(1 + random.nextInt(3), event));
        }
        Collections.shuffle(copies, random);
        List<List<Told>> calls = new ArrayList<>();
        for (int from = 0; from < copies.size(); ) {
            int to = Math.min(copies.size(), from + 1 + random.nextInt(MOST_IN_A_CALL));
            calls.add(copies.subList(from, to));
            from = to;
        }
        return calls;
    }

    /** The outcomes that each of the callers was given, in its order. */
    private static List<List<SpineOutcome>> tellAtOnce(Story story, List<List<Told>> calls) {
        List<Callable<List<SpineOutcome>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            callers.add(() -> {
                List<SpineOutcome> outcomes = new ArrayList<>();
                for (int call = caller; call < calls.size(); call += CALLERS) {
                    outcomes.addAll(story.tell(calls.get(call)));
                }
                return outcomes;
            });
        }
        List<Ended<List<SpineOutcome>>> ended = AtOnce.all(callers);
        assertThat(ended).extracting(Ended::thrown).containsOnlyNulls();
        return ended.stream().map(Ended::result).toList();
    }

    private static void assertNoStatusMovedBack(List<SpineOutcome> ofOneCaller) {
        Map<LeadId, LeadStatus> last = new HashMap<>();
        for (SpineOutcome outcome : ofOneCaller) {
            if (outcome instanceof SpineOutcome.Recorded recorded
                    && recorded.attribution().leadId() != null) {
                Attribution attribution = recorded.attribution();
                LeadStatus before = last.put(attribution.leadId(), attribution.leadStatus());
                assertThat(before == null
                                || before.rank() <= attribution.leadStatus().rank())
                        .as("from %s to %s", before, attribution.leadStatus())
                        .isTrue();
            }
        }
    }
}
