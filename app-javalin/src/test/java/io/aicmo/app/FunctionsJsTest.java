package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Firm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Front ends call functions with Supabase's npm client; here that client itself does, of a running server. It is fetched
 * from the registry that npm is configured with, and kept in {@code target}. Where there is no Node, or the package
 * cannot be had, the test is aborted and says so; where {@code CI} is set, it fails.
 */
class FunctionsJsTest {
    private static final String PACKAGE = "@supabase/functions-js";
    private static final String VERSION = "2.109.0";
    private static final Path FOLDER = Path.of("target", "functions-js").toAbsolutePath();

    private static Firm firm;
    private static JsonNode came;

    /** What a program printed, and with what it ended. */
    private record Ended(int status, String out) {}

    @BeforeAll
    static void invoke() throws IOException, InterruptedException {
        if (!runs("node", "--version") || !runs("npm", "--version")) {
            Npm.isMissing("there is no Node here, so " + PACKAGE + " was not tried");
        }
        install();
        Path script = FOLDER.resolve("invoke.mjs");
        try (InputStream in = FunctionsJsTest.class.getResourceAsStream("/functions-js/invoke.mjs")) {
            Files.copy(Objects.requireNonNull(in), script, StandardCopyOption.REPLACE_EXISTING);
        }
        firm = OnPostgres.api().aFirm();
        Ended ended = run(
                "node",
                script.toString(),
                FOLDER.toString(),
                OnPostgres.api().url("/functions/v1").toString(),
                firm.ownerKey(),
                firm.id("workspace"));
        assertThat(ended.status()).as(ended.out()).isZero();
        came = JsonMapper.shared().readTree(ended.out());
        assertThat(came.path("errors")).as(ended.out()).isEmpty();
    }

    private static void install() throws IOException, InterruptedException {
        Path installed = FOLDER.resolve(Path.of("node_modules", PACKAGE, "package.json"));
        if (Files.exists(installed) && Files.readString(installed).contains("\"" + VERSION + "\"")) {
            return;
        }
        Files.createDirectories(FOLDER);
        Ended npm = run(
                "npm",
                "install",
                "--no-save",
                "--no-package-lock",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
                "--prefix",
                FOLDER.toString(),
                PACKAGE + "@" + VERSION);
        if (npm.status() != 0) {
            Npm.isMissing(PACKAGE + " could not be fetched, so it was not tried: " + npm.out());
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return run(command).status() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    private static Ended run(String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("aicmo-node", ".out");
        Path log = Files.createTempFile("aicmo-node", ".log");
        Process process = new ProcessBuilder(List.of(command))
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(String.join(" ", command) + " does not end");
        }
        String said = Files.readString(out, StandardCharsets.UTF_8);
        String logged = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(out);
        Files.delete(log);
        return new Ended(process.exitValue(), process.exitValue() == 0 ? said : said + logged);
    }

    @Test
    void theKernelAnswersJson() {
        JsonNode kernel = came.path("kernel");

        assertThat(kernel.path("mode").asString()).isEqualTo("brand_intake");
        assertThat(kernel.path("model").asString()).isEqualTo("offline-playbook");
        firm.owner().get("/v1/agent-runs/" + kernel.path("run_id").asString()).is(200);
        assertThat(kernel.at("/output/reply").asString()).isNotEmpty();
    }

    @Test
    void aPlanIsCreatedWithItsMilestones() {
        String id = came.at("/plan/id").asString();

        assertThat(came.at("/plan/milestones/0/title").asString()).isEqualTo("First");
        assertThat(firm.owner().get("/v1/plans/" + id).is(200).textAt("/end_date"))
                .isEqualTo("2026-03-31");
    }

    @Test
    void aRefusalIsAnErrorWithItsProblem() {
        assertThat(came.at("/refused/name").asString()).isEqualTo("FunctionsHttpError");
        assertThat(came.at("/refused/status").intValue()).isEqualTo(422);
        assertThat(came.at("/refused/problem/code").asString()).isEqualTo("mode.unknown");
    }

    @Test
    void aStreamIsHeardPieceByPieceAndEndsWithTheResult() {
        JsonNode events = came.path("events");

        assertThat(events.size()).isGreaterThan(1);
        assertThat(events.at("/0/type").asString()).isEqualTo("delta");
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.path("type").asString()).isEqualTo("result");
        assertThat(last.at("/data/output/reply").asString()).isNotEmpty();
    }
}
