package io.aicmo.domain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.LeadRouter.Candidate;
import io.aicmo.domain.crm.LeadRouter.Route;
import io.aicmo.domain.crm.LeadRouter.Routing;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.tenant.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeadRouterTest {
    private final UserId rep = new UserId(Given.anId());
    private final UserId otherRep = new UserId(Given.anId());
    private final UserId manager = new UserId(Given.anId());
    private final UserId owner = new UserId(Given.anId());

    @Test
    void theScoreSaysHowSoonSomebodyShouldSpeakToTheLead() {
        assertThat(route(scored(60)).route()).isEqualTo(Route.SALES_NOW);
        assertThat(route(scored(59)).route()).isEqualTo(Route.SALES);
        assertThat(route(scored(30)).route()).isEqualTo(Route.SALES);
        assertThat(route(scored(29)).route()).isEqualTo(Route.NURTURE);
    }

    @Test
    void ofTheRepsTheOneWithTheFewestOpenLeadsTakesIt() {
        Routing routing = LeadRouter.route(
                Given.aLead(),
                List.of(
                        new Candidate(rep, Role.REP, 5),
                        new Candidate(otherRep, Role.REP, 2),
                        new Candidate(manager, Role.MANAGER, 0)));

        assertThat(routing.ownerId()).isEqualTo(otherRep);
        assertThat(routing.reason()).contains("rep").contains("(2)");
    }

    @Test
    void whereThereIsNoRepAManagerTakesItElseWhoeverAdministers() {
        Candidate aManager = new Candidate(manager, Role.MANAGER, 9);
        Candidate anOwner = new Candidate(owner, Role.OWNER, 0);

        assertThat(LeadRouter.route(Given.aLead(), List.of(anOwner, aManager)).ownerId())
                .isEqualTo(manager);
        assertThat(LeadRouter.route(Given.aLead(), List.of(anOwner)).ownerId()).isEqualTo(owner);
    }

    @Test
    void whoeverOnlyReadsTakesNothing() {
        Routing routing = LeadRouter.route(Given.aLead(), List.of(new Candidate(rep, Role.VIEWER, 0)));

        assertThat(routing.ownerId()).isNull();
        assertThat(routing.reason()).contains("nobody");
    }

    @Test
    void aLeadThatHasAnOwnerKeepsIt() {
        Routing routing = LeadRouter.route(Given.aLeadOf(manager), List.of(new Candidate(rep, Role.REP, 0)));

        assertThat(routing.ownerId()).isEqualTo(manager);
    }

    @Test
    void whereTwoHaveEquallyFewItIsAlwaysTheSameOfThem() {
        Candidate one = new Candidate(rep, Role.REP, 1);
        Candidate other = new Candidate(otherRep, Role.REP, 1);

        assertThat(LeadRouter.route(Given.aLead(), List.of(one, other)).ownerId())
                .isEqualTo(LeadRouter.route(Given.aLead(), List.of(other, one)).ownerId());
    }

    private static Routing route(Lead lead) {
        return LeadRouter.route(lead, List.of());
    }

    private static Lead scored(int score) {
        return Given.aLead().scored(new LeadScoring.Score(score, List.of()), Given.NOW);
    }
}
