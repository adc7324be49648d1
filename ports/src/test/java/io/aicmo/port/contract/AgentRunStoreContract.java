package io.aicmo.port.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.ai.AgentRun.Status;
import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Page;
import io.aicmo.port.Position;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.AgentRunStore.Filter;
import io.aicmo.port.contract.AtOnce.Ended;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link AgentRunStore} promises. */
public interface AgentRunStoreContract extends StoreContract {

    @Test
    default void aRunIsFoundAsItWasWrittenDown() {
        Home home = world().aTenant();
        AgentRun run = aRun(home);

        keep(home, run);

        assertThat(find(home, run)).isEqualTo(run);
    }

    @Test
    default void whatIsNotKnownStaysUnknown() {
        Home home = world().aTenant();
        AgentRun run = failed(home);

        keep(home, run);

        assertThat(find(home, run)).isEqualTo(run);
        assertThat(run.output()).isNull();
        assertThat(run.costUsd()).isNull();
    }

    @Test
    default void aRunThatIsKnownStaysAsItWas() {
        Home home = world().aTenant();
        AgentRun run = failed(home);
        keep(home, run);

        keep(home, at(run, World.NOW.plusSeconds(60)));

        assertThat(find(home, run)).isEqualTo(run);
    }

    @Test
    default void aRunThatLastsIsSeenWhileItIsUnderWayAndThenAsItEnded() {
        Home home = world().aTenant();
        AgentRun run = aRun(home);

        begin(home, run);

        Eventually.holds(() -> assertThat(list(home, filter(null, Status.RUNNING, null, null, null)))
                .containsExactly(running(run)));
        keep(home, run);
        assertThat(list(home, Filter.ANY)).containsExactly(run);
    }

    @Test
    default void aRunThatHasEndedIsNotUnderWayAgain() {
        Home home = world().aTenant();
        AgentRun ended = failed(home);
        AgentRun other = aRun(home);
        keep(home, ended);

        begin(home, ended);
        begin(home, other);

        Eventually.holds(() -> assertThat(list(home, Filter.ANY)).contains(running(other)));
        assertThat(find(home, ended)).isEqualTo(ended);
        keep(home, other);
        keep(home, ended);
    }

    @Test
    default void aRunThatCannotBeNotedHarmsNoOtherAndIsRefusedAtItsEnd() {
        Home home = world().aTenant();
        AgentRun good = aRun(home);
        AgentRun bad = of(failed(home), new WorkspaceId(World.id()), null);

        begin(home, bad);
        begin(home, good);

        Eventually.holds(() -> assertThat(list(home, Filter.ANY)).containsExactly(running(good)));
        assertThatThrownBy(() -> keep(home, bad)).isInstanceOf(Rejected.class);
        keep(home, good);
    }

    @Test
    default void whatIsSeenToBeUnderWayIsNotInterrupted() {
        Home home = world().aTenant();
        AgentRun run = aRun(home);
        begin(home, run);
        Eventually.holds(() -> assertThat(list(home, Filter.ANY)).containsExactly(running(run)));

        runs().endInterrupted();

        assertThat(list(home, Filter.ANY)).containsExactly(running(run));
        keep(home, run);
    }

    @Test
    default void anotherTenantsRunDoesNotExist() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        AgentRun run = aRun(home);
        keep(home, run);

        Optional<AgentRun> seen = stranger.read(tx -> runs().find(tx, run.id()));
        assertThat(seen).isEmpty();
        assertThat(list(stranger, Filter.ANY)).isEmpty();
        assertThat(list(home, Filter.ANY)).containsExactly(run);
    }

    @Test
    default void aRunOfNoWorkspaceOrCampaignIsRefused() {
        Home home = world().aTenant();
        Home stranger = world().aTenant();
        AgentRun run = failed(home);

        assertThatThrownBy(() -> keep(home, of(run, new WorkspaceId(World.id()), null)))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("workspace.unknown"));
        assertThatThrownBy(() -> keep(
                        home, of(run, home.workspace().id(), stranger.direct().id())))
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.code()).isEqualTo("campaign.unknown"));
        assertThat(list(home, Filter.ANY)).isEmpty();
    }

    @Test
    default void runsAreListedInPagesTheLastBegunFirst() {
        Home home = world().aTenant();
        List<AgentRun> kept = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            // Two of them began at the same moment.
            AgentRun run = at(failed(home), World.NOW.plusSeconds(i / 2));
            kept.add(run);
            keep(home, run);
        }

        List<AgentRun> listed = new ArrayList<>();
        Position after = null;
        do {
            Position from = after;
            Page<AgentRun> page = home.read(tx -> runs().list(tx, Filter.ANY, from, 2));
            listed.addAll(page.data());
            after = page.next();
        } while (after != null);

        kept.sort(Comparator.comparing(AgentRun::startedAt)
                .thenComparing(run -> run.id().toString())
                .reversed());
        assertThat(listed).isEqualTo(kept);
    }

    @Test
    default void runsAreFilteredByWhatIsKnownOfThem() {
        Home home = world().aTenant();
        Campaign campaign = home.aCampaign();
        WorkspaceId other = home.aWorkspace().id();
        AgentRun one = aRun(home);
        AgentRun two = at(of(failed(home), other, null), World.NOW.plusSeconds(60));
        AgentRun three = at(of(failed(home), home.workspace().id(), campaign.id()), World.NOW.plusSeconds(120));
        List.of(one, two, three).forEach(run -> keep(home, run));

        assertThat(list(home, filter(one.agent(), null, null, null, null))).containsExactly(one);
        assertThat(list(home, filter(null, Status.FAILED, null, null, null))).containsExactly(three, two);
        assertThat(list(home, filter(null, null, other, null, null))).containsExactly(two);
        assertThat(list(home, filter(null, null, null, campaign.id(), null))).containsExactly(three);
        assertThat(list(home, filter(null, null, null, null, World.NOW.plusSeconds(60))))
                .containsExactly(three, two);
        assertThat(list(
                        home,
                        new Filter(
                                null,
                                two.mode(),
                                two.model(),
                                null,
                                null,
                                null,
                                two.requestId(),
                                null,
                                World.NOW.plusSeconds(61),
                                Set.of(other))))
                .containsExactly(two);
        assertThat(list(home, new Filter(null, null, null, null, null, null, null, null, null, Set.of(other))))
                .containsExactly(two);
    }

    @Test
    default void manyRunsAtOnceAreAllWrittenAndABadOneHarmsNoOther() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        List<AgentRun> good = IntStream.range(0, 40)
                .mapToObj(i -> failed(i % 2 == 0 ? home : other))
                .toList();
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < good.size(); i++) {
            AgentRun run = good.get(i);
            Home whose = i % 2 == 0 ? home : other;
            tasks.add(() -> keep(whose, run));
        }
        AgentRun bad = of(failed(home), new WorkspaceId(World.id()), null);
        tasks.add(() -> keep(home, bad));

        List<Ended<Boolean>> ended = AtOnce.all(tasks);

        assertThat(ended.subList(0, 40)).allMatch(Ended::well);
        assertThat(ended.get(40).thrown()).isInstanceOf(Rejected.class);
        assertThat(list(home, Filter.ANY)).hasSize(20);
        assertThat(list(other, Filter.ANY)).hasSize(20);
    }

    @Test
    default void whatRunsCostIsAddedUpFromATimeOn() {
        Home home = world().aTenant();
        Home other = world().aTenant();
        keep(home, at(aRun(home), World.NOW.minusSeconds(1)));
        keep(home, aRun(home));
        keep(home, at(aRun(home), World.NOW.plusSeconds(1)));
        keep(home, failed(home));
        keep(other, aRun(other));

        assertThat(costUsd(home, World.NOW)).isEqualByComparingTo("0.000246");
        assertThat(costUsd(home, World.NOW.plusSeconds(2))).isZero();
    }

    /** A run of which everything is known, not kept. */
    static AgentRun aRun(Home home) {
        return new AgentRun(
                new AgentRunId(World.id()),
                home.workspace().id(),
                home.direct().id(),
                "content_engine",
                "content_engine",
                Priority.P2,
                "3",
                "stub/model",
                "{\"brand\":\"Café \\\"Grün\\\" \\u0000 東京 🚀\",\"list\":[1, 2.50,null]}",
                "{\"text\": \"a, {b} and \\\\\"}",
                1_234L,
                56L,
                new BigDecimal("0.000123"),
                Status.SUCCEEDED,
                "the AI failed to answer",
                1_500,
                "user",
                World.id(),
                "request-1",
                World.NOW);
    }

    private AgentRunStore runs() {
        return adapter().agentRuns();
    }

    private void begin(Home home, AgentRun run) {
        runs().begin(home.tenant(), run.id(), () -> running(run));
    }

    /** A run while it is under way. */
    static AgentRun running(AgentRun run) {
        return new AgentRun(
                run.id(),
                run.workspaceId(),
                run.campaignId(),
                run.agent(),
                run.mode(),
                run.priority(),
                run.promptVersion(),
                run.model(),
                run.input(),
                null,
                null,
                null,
                null,
                Status.RUNNING,
                null,
                0,
                run.actorKind(),
                run.actorId(),
                run.requestId(),
                run.startedAt());
    }

    private boolean keep(Home home, AgentRun run) {
        runs().keep(home.tenant(), run);
        return true;
    }

    private AgentRun find(Home home, AgentRun run) {
        return home.read(tx -> runs().find(tx, run.id())).orElseThrow();
    }

    private BigDecimal costUsd(Home home, Instant since) {
        return home.read(tx -> runs().costUsd(tx, since));
    }

    private List<AgentRun> list(Home home, Filter filter) {
        return home.read(tx -> runs().list(tx, filter, null, 100)).data();
    }

    private static Filter filter(
            String agent, Status status, WorkspaceId workspace, CampaignId campaign, Instant since) {
        return new Filter(agent, null, null, status, workspace, campaign, null, since, null, Set.of());
    }

    private static AgentRun failed(Home home) {
        return new AgentRun(
                new AgentRunId(World.id()),
                home.workspace().id(),
                null,
                "plan_90day",
                "plan_90day",
                Priority.P1,
                "1",
                "stub/model",
                "{}",
                null,
                null,
                null,
                null,
                Status.FAILED,
                "the AI failed to answer",
                12,
                "system",
                null,
                null,
                World.NOW);
    }

    private static AgentRun at(AgentRun run, Instant startedAt) {
        return copy(run, run.workspaceId(), run.campaignId(), startedAt);
    }

    private static AgentRun of(AgentRun run, WorkspaceId workspace, CampaignId campaign) {
        return copy(run, workspace, campaign, run.startedAt());
    }

    private static AgentRun copy(AgentRun run, WorkspaceId workspace, CampaignId campaign, Instant startedAt) {
        return new AgentRun(
                run.id(),
                workspace,
                campaign,
                run.agent(),
                run.mode(),
                run.priority(),
                run.promptVersion(),
                run.model(),
                run.input(),
                run.output(),
                run.inputTokens(),
                run.outputTokens(),
                run.costUsd(),
                run.status(),
                run.error(),
                run.durationMs(),
                run.actorKind(),
                run.actorId(),
                run.requestId(),
                startedAt);
    }
}
