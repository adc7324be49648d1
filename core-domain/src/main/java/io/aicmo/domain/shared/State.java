package io.aicmo.domain.shared;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where something stands, and what may follow. Enums of states implement it, so that every state machine is one table.
 *
 * @param <S> the enum
 */
public interface State<S extends Enum<S> & State<S>> {
    /** The enum constant's name. */
    String name();

    /** The states that may follow this one. */
    Set<S> next();

    /** The word in JSON and the database. */
    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Checks a move; to stay is always possible.
     *
     * @param noun what moves, for example {@code campaign}
     * @throws Rejected {@code <noun>.illegal_transition}, saying what is possible
     */
    default void checkMove(S target, String noun) {
        if (target == this || next().contains(target)) {
            return;
        }
        String possible = next().isEmpty()
                ? "nothing"
                : next().stream().map(State::word).sorted().collect(Collectors.joining(", "));
        throw Rejected.field(
                "status",
                noun + ".illegal_transition",
                "a " + noun.replace('_', ' ') + " that is " + word() + " cannot become " + target.word()
                        + "; possible: " + possible);
    }
}
