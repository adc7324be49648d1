package io.aicmo.domain.crm;

import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what is done first with a new lead, and who does it. */
public final class LeadRouter {
    /** From this score on, a person should speak to the lead today. */
    public static final int HOT = 60;
    /** From this score on, it is worth a person's time. */
    public static final int WARM = 30;

    private LeadRouter() {}

    /** How soon somebody should speak to the lead. */
    public enum Route {
        /** A person, today. */
        SALES_NOW,
        /** A person, this week. */
        SALES,
        /** Messages first. */
        NURTURE;

        /** The word in JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Somebody who could take the lead.
     *
     * @param openLeads how many leads that are not closed the member has
     */
    public record Candidate(UserId userId, Role role, long openLeads) {}

    /**
     * What was decided.
     *
     * @param ownerId who takes the lead, or null where nobody can
     * @param reason for a person
     */
    public record Routing(Route route, @Nullable UserId ownerId, String reason) {}

    /**
     * Routes a lead: the score says how soon, and of those who sell (reps, else managers, else whoever administers) the
     * one with the fewest open leads takes it. A lead that has an owner keeps it.
     */
    public static Routing route(Lead lead, List<Candidate> candidates) {
        Route route = lead.score() >= HOT ? Route.SALES_NOW : lead.score() >= WARM ? Route.SALES : Route.NURTURE;
        String why = "score " + lead.score() + " means " + route.word().replace('_', ' ');
        if (lead.ownerId() != null) {
            return new Routing(route, lead.ownerId(), why + "; it keeps its owner");
        }
        Optional<Candidate> taker = candidates.stream()
                .filter(candidate -> candidate.role != Role.VIEWER)
                .min(Comparator.comparing(Candidate::role, Comparator.reverseOrder())
                        .thenComparingLong(Candidate::openLeads)
                        .thenComparing(candidate -> candidate.userId.value()));
        return taker.map(chosen -> new Routing(
                        route,
                        chosen.userId,
                        why + "; of those with the role " + chosen.role.name().toLowerCase(Locale.ROOT)
                                + ", its owner has the fewest open leads (" + chosen.openLeads + ")"))
                .orElseGet(() -> new Routing(route, null, why + "; nobody can take it"));
    }
}
