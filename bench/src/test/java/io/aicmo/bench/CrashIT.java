package io.aicmo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

class CrashIT {
    @Test
    void whatWasAnsweredBeforeAKillOfServerAndDatabaseIsThereOnceAfterwards() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        CrashRounds crashes = CrashBench.run(
                1,
                ThreadLocalRandom.current().nextLong(1_000_000),
                new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(crashes.allKept()).as(told.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(crashes.answered()).isPositive();
    }
}
