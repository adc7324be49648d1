package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.bench.Lab.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A server that really dies under runs, by SIGKILL, and another one on the same database. */
class KilledServerIT {
    private static final int RUNS = 5;
    /** A run is given up after twenty seconds of silence; the rest is for a busy machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void runsWhoseServerIsKilledEndAsInterrupted() throws IOException {
        Path folder = Files.createTempDirectory("aicmo-killed-");
        try (StubProcess model = StubProcess.start(folder.resolve("model.log"));
                Lab lab = Lab.open(
                        Map.of("AICMO_AI_BASE_URL", model.url().toString(), "AICMO_AI_MODEL", "stub/model-1"),
                        Jvm.SOON_UP)) {
            Tenant tenant = lab.tenant("killed");
            NodeProcess server = lab.group();
            model.answers(KernelCalls.TURN);
            model.streams(KernelCalls.TURN.length(), Duration.ofMillis(500));
            Audience.of(server.url(), KernelCalls.turn(server.url(), tenant), RUNS);
            awaitRuns(server, tenant, "running");

            server.jvm().kill();

            awaitRuns(lab.naive(), tenant, "interrupted");
        } finally {
            Lab.delete(folder);
        }
    }

    /** Waits until all runs have this status. */
    private static void awaitRuns(NodeProcess server, Tenant tenant, String status) {
        Api api = new Api(server.url(), tenant.key());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (api.get("/v1/agent-runs?status=" + status).get("data").size() < RUNS) {
            assertThat(System.nanoTime() - deadline).as("not yet " + status).isNegative();
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
