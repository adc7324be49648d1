package io.aicmo.port.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Unavailable;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.contract.OneTry;
import io.aicmo.port.contract.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every job has in common, whoever does it. */
class JobKindTest {
    private record Nothing() {}

    private static final JobKind<Nothing> KIND = JobKind.of("do-nothing", Nothing.class);

    private static void done(RuntimeException failure) throws InterruptedException {
        KIND.by(run -> {
                    throw failure;
                })
                .handler()
                .handle(aRun());
    }

    private static OneTry<Nothing> aRun() {
        Job job = new Job(
                new JobId(World.id()),
                KIND.name(),
                Map.of(),
                KIND.priority(),
                Job.Status.RUNNING,
                Job.Progress.NONE,
                1,
                null,
                null,
                null,
                0,
                false,
                false,
                World.NOW,
                World.NOW,
                World.NOW);
        return new OneTry<>(new JobQueue.Claimed(new JobQueue.Lease(new TenantId(World.id()), job.id(), 1), job), KIND);
    }

    @Test
    void whoseAiBudgetIsSpentSleepsUntilThereIsOneAgain() {
        assertThat(catchThrowableOfType(Postponed.class, () -> done(new AiFailure.OverBudget(Duration.ofDays(3))))
                        .rest())
                .isEqualTo(Duration.ofDays(3));
    }

    @Test
    void whereTheProviderOfTheAiWantsMoneyFirstItIsAskedAgainLater() {
        assertThat(catchThrowableOfType(Postponed.class, () -> done(new AiFailure.OverBudget()))
                        .rest())
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aBusyAiIsNotAskedAgainBeforeItSaid() {
        assertThat(catchThrowableOfType(
                                Unavailable.class, () -> done(new AiFailure.RateLimited(Duration.ofSeconds(40))))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void anyOtherFailureIsWhatItWas() {
        for (RuntimeException failure :
                List.of(new AiFailure.Upstream(), new AiFailure.TimedOut(), new IllegalStateException("broken"))) {
            assertThatThrownBy(() -> done(failure)).isSameAs(failure);
        }
    }

    @Test
    void whoeverDoesItLearnsThatItIsGivenUp() {
        List<String> heard = new ArrayList<>();
        JobHandler<Nothing> handler = new JobHandler<>() {
            @Override
            public Map<String, Object> handle(JobRun<Nothing> run) {
                return Map.of();
            }

            @Override
            public void givenUp(JobRun<Nothing> run, String error) {
                heard.add(error);
            }
        };

        KIND.by(handler).handler().givenUp(aRun(), "no more tries");

        assertThat(heard).containsExactly("no more tries");
    }
}
