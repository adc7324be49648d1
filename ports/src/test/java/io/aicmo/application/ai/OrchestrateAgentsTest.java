package io.aicmo.application.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.application.ai.OrchestrateAgents.Question;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.AgentRunId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.UserId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Role;
import io.aicmo.domain.tenant.Tenant;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Unavailable;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.contract.OneTry;
import io.aicmo.port.contract.TestClock;
import io.aicmo.port.contract.World;
import io.aicmo.port.inmemory.InMemory;
import io.aicmo.port.job.Job;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.Postponed;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue in front of the agents, in memory. */
class OrchestrateAgentsTest {
    /** What the oracle is asked. */
    record Asked(String about, @Nullable LocalDate day) {}

    /** What it answers. */
    record Told(String answer, BigDecimal chance) {}

    private static final Agent<Asked, Told> ORACLE =
            new Agent<>("oracle", "oracle", null, "knows", Priority.P1, "1", Asked.class, Told.class, false);
    private static final Agent<Asked, Told> TALKER =
            new Agent<>("talker", "talker", null, "talks", Priority.P1, "1", Asked.class, Told.class, false);

    private final InMemory memory = new InMemory();
    private final TestClock clock = new TestClock(World.NOW);
    private final Ids ids = Ids.timeOrdered(clock);
    private final TenantId tenant = new TenantId(World.id());
    private final Actor actor = Actor.system(tenant);
    private final WorkspaceId workspace = new WorkspaceId(World.id());
    private final List<Asked> heard = new ArrayList<>();
    private @Nullable RuntimeException failure;

    private final List<KernelMode<?, ?>> modes = List.of(
            new KernelMode<>(ORACLE, Asked.class, Told.class, (who, ask, listener) -> {
                heard.add(ask.input());
                if (failure != null) {
                    throw failure;
                }
                Told told = new Told("yes, " + ask.input().about(), new BigDecimal("0.25"));
                return new AgentAnswer<>("oracle", "oracle", "stub", new AgentRunId(World.id()), told, "1", null, null);
            }),
            new KernelMode<>(TALKER, Asked.class, Asked.class, (who, ask, listener) -> {
                throw new IllegalStateException("nobody talks");
            }));
    private final OrchestrateAgents orchestrate = new OrchestrateAgents(
            modes,
            new AskAgent(memory.transactions(), memory.records(), clock),
            memory.transactions(),
            memory.jobs(),
            ids,
            clock);

    @BeforeEach
    void aTenant() {
        memory.transactions().write(actor, tx -> {
            memory.tenants().insert(tx, new Tenant(tenant, "Northwind", ZoneId.of("UTC"), World.NOW));
            return memory.records()
                    .of(RecordTypes.WORKSPACES)
                    .insert(tx, Workspace.open(workspace, "Northwind", new CampaignId(World.id()), World.NOW));
        });
    }

    private Question about(String topic) {
        return new Question("oracle", workspace, null, new Asked(topic, LocalDate.of(2026, 1, 31)), "");
    }

    private List<JobId> ask(Question... questions) {
        return orchestrate.request(actor, List.of(questions), null, "request-1");
    }

    private Job job(JobId id) {
        return memory.transactions()
                .read(actor, tx -> memory.jobs().find(tx, id))
                .orElseThrow();
    }

    private Map<String, Object> done() throws InterruptedException {
        JobQueue.Claimed claimed = memory.jobQueue()
                .claim(new JobQueue.Turns(
                        Map.of(OrchestrateAgents.JOB.name(), 4),
                        1,
                        1,
                        null,
                        Set.of(),
                        Duration.ofMinutes(1),
                        clock.instant()))
                .get(0);
        return OrchestrateAgents.JOB
                .by(orchestrate::handle)
                .handler()
                .handle(new OneTry<>(claimed, OrchestrateAgents.JOB));
    }

    @Test
    void aQuestionIsAskedByAJobWhoseResultIsTheKernelsAnswer() throws InterruptedException {
        JobId id = ask(about("rain")).get(0);

        assertThat(job(id).priority()).isEqualTo(Priority.P1);
        Map<String, Object> result = done();

        assertThat(heard).containsExactly(new Asked("rain", LocalDate.of(2026, 1, 31)));
        assertThat(result)
                .containsEntry("mode", "oracle")
                .containsEntry("agent", "oracle")
                .containsEntry("model", "stub")
                .containsEntry("output", Map.of("answer", "yes, rain", "chance", new BigDecimal("0.25")))
                .containsKey("run_id");
    }

    @Test
    void whoeverAsksSaysHowUrgentItIs() {
        JobId id = orchestrate
                .request(actor, List.of(about("rain")), Priority.P3, null)
                .get(0);

        assertThat(job(id).priority()).isEqualTo(Priority.P3);
    }

    @Test
    void questionsThatAreTheSameAreAskedOnce() {
        List<JobId> jobs = ask(about("rain"), about("snow"), about("rain"));

        assertThat(jobs.get(0)).isEqualTo(jobs.get(2)).isNotEqualTo(jobs.get(1));
        assertThat(ask(about("snow"))).containsExactly(jobs.get(1));
    }

    @Test
    void whatSomebodyElseAsksIsAnotherQuestion() {
        Actor other = Actor.user(tenant, new UserId(World.id()), Role.OWNER, Set.of());

        assertThat(orchestrate.request(other, List.of(about("rain")), null, null))
                .isNotEqualTo(ask(about("rain")));
    }

    @Test
    void allQuestionsAreTakenOrNone() {
        Question lost = new Question("oracle", new WorkspaceId(World.id()), null, new Asked("x", null), "items/1");

        Rejected refused = catchThrowableOfType(Rejected.class, () -> ask(about("rain"), lost));

        assertThat(refused.violations().get(0).field()).isEqualTo("items/1/workspace_id");
        assertThat(memory.jobQueue().depths(Set.of(OrchestrateAgents.JOB.name()), clock.instant()))
                .allMatch(depth -> depth.queued() == 0);
    }

    @Test
    void whatNobodyCanBeAskedLaterIsRefused() {
        assertThatThrownBy(() -> ask(new Question("seer", workspace, null, new Asked("x", null), "")))
                .hasMessageContaining("there is no mode seer; there are oracle, talker");
        Rejected talks = catchThrowableOfType(
                Rejected.class, () -> ask(new Question("talker", workspace, null, new Asked("x", null), "")));
        assertThat(talks.code()).isEqualTo("mode.is_conversation");
    }

    @Test
    void whoseBudgetIsSpentWaitsUntilThereIsOneAgain() {
        ask(about("rain"));
        failure = new AiFailure.OverBudget(Duration.ofDays(3));

        assertThat(catchThrowableOfType(Postponed.class, this::done).rest()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void whereTheProviderWantsMoneyFirstItIsAskedAgainLater() {
        ask(about("rain"));
        failure = new AiFailure.OverBudget();

        assertThat(catchThrowableOfType(Postponed.class, this::done).rest()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aBusyProviderIsNotAskedAgainBeforeItSaid() {
        ask(about("rain"));
        failure = new AiFailure.RateLimited(Duration.ofSeconds(40));

        assertThat(catchThrowableOfType(Unavailable.class, this::done).retryAfter())
                .isEqualTo(Duration.ofSeconds(40));
    }
}
