package io.aicmo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.ai.GatewaySettings;
import io.aicmo.domain.job.Priority;
import io.aicmo.providers.tink.MasterKeyset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void withoutAnySettingTheServerHasADatabaseOfItsOwnAndListensToThisMachine() {
        Settings settings = Settings.read(Map.of());

        assertThat(settings.database()).isNull();
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.home()).isAbsolute().hasFileName(".aicmo");
    }

    @Test
    void theEnvironmentWinsOverThePropertiesFile() throws IOException {
        Files.writeString(home.resolve("aicmo.properties"), "AICMO_PORT=8081\nAICMO_RATE_LIMIT=5\n");

        Settings settings = read(Map.of("AICMO_PORT", "8082"));

        assertThat(settings.port()).isEqualTo(8082);
        assertThat(settings.rateLimit()).isEqualTo(5);
    }

    @Test
    void aBudgetWithoutPricesIsLeftToWhatTheProviderSays() {
        Map<String, String> budget =
                Map.of("AICMO_AI_BASE_URL", "http://localhost:1/v1", "AICMO_AI_MONTHLY_BUDGET", "25.00");
        Map<String, String> priced = new HashMap<>(budget);
        priced.put("AICMO_AI_INPUT_PRICE", "0.30");

        assertThat(read(budget).leavesTheBudgetToTheProvider()).isTrue();
        assertThat(read(priced).leavesTheBudgetToTheProvider()).isFalse();
        assertThat(read(Map.of("AICMO_AI_BASE_URL", "http://localhost:1/v1")).leavesTheBudgetToTheProvider())
                .isFalse();
    }

    @Test
    void aNameThatIsNoSettingIsRefusedInThePropertiesFile() throws IOException {
        Files.writeString(home.resolve("aicmo.properties"), "AICMO_PROT=8081\n");

        assertThatThrownBy(() -> read(Map.of()))
                .isInstanceOf(Settings.Wrong.class)
                .hasMessageContaining("AICMO_PROT, which is no setting");
    }

    @ParameterizedTest
    @CsvSource({
        "AICMO_PORT, http, must be a number from 0 to 65535",
        "AICMO_PORT, 70000, must be from 0 to 65535",
        "AICMO_DATABASE_URL, mysql://db/aicmo, is no address of a database",
        "AICMO_DATABASE_POOL_SIZE, 1, must be from 3 to 200",
        "AICMO_JWT_SECRET, short, must have at least 32 bytes",
        "AICMO_BOOTSTRAP_TOKEN, x, must have at least 16 bytes",
        "AICMO_MASTER_KEY, hidden, must be a keyset in the JSON of Google Tink",
        "AICMO_OUTBOUND_ALLOW, intranet, must be CIDRs",
        "AICMO_JWT_ALGORITHM, none, must be one of ES256",
        "AICMO_JWT_JWKS_URL, ftp://keys, must be a URL",
        "AICMO_AI_MONTHLY_BUDGET, plenty, must be an amount such as 25.00",
        "AICMO_PUBLIC_URL, not a url, must be a URL",
        "AICMO_LOG_LEVEL, loud, must be one of debug",
        "AICMO_JOB_SLOTS, -1, must be from 0 to 1000",
        "AICMO_SPINE_QUEUE, -1, must be from 1000 to 1000000"
    })
    void aWrongSettingIsNamedWithTheReasonInOneLine(String name, String value, String reason) {
        assertThatThrownBy(() -> read(Map.of(name, value)))
                .isInstanceOf(Settings.Wrong.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining(reason)
                .satisfies(wrong -> assertThat(wrong.getMessage()).doesNotContain("\n"));
    }

    @Test
    void otherModelsAreChosenByUrgency() {
        Map<String, String> ai = Map.of(
                "AICMO_AI_BASE_URL", "https://ai.example.com/v1",
                "AICMO_AI_MODELS", "p1=vendor/pro, p3=vendor/lite");

        GatewaySettings gateway = Objects.requireNonNull(read(ai).ai());

        assertThat(gateway.modelFor(Priority.P1)).isEqualTo("vendor/pro");
        assertThat(gateway.modelFor(Priority.P3)).isEqualTo("vendor/lite");
        assertThat(gateway.modelFor(Priority.P2)).isEqualTo("google/gemini-2.5-flash");
        assertThatThrownBy(
                        () -> read(Map.of("AICMO_AI_BASE_URL", "https://ai.example.com/v1", "AICMO_AI_MODELS", "pro")))
                .hasMessageContaining("AICMO_AI_MODELS must be such as p1=");
    }

    @Test
    void aSecretIsNeverPartOfWhatIsShown() {
        Settings settings = read(Map.of("AICMO_JWT_SECRET", "0123456789abcdef0123456789abcdef"));

        assertThat(settings.toString()).doesNotContain("0123456789abcdef");
    }

    @Test
    void everySettingIsInTheReadme() throws IOException {
        String readme = Files.readString(Path.of("../README.md"));

        assertThat(Setting.values())
                .allSatisfy(setting ->
                        assertThat(readme).contains("`" + setting + "`").contains(setting.meaning()));
    }

    @Test
    void aSecretIsMadeOnceAndThenKept() {
        Home first = new Home(home);

        Home.Kept made = first.secret("jwt-secret", "");
        Home.Kept kept = new Home(home).secret("jwt-secret", "");

        assertThat(made.isNew()).isTrue();
        assertThat(kept.isNew()).isFalse();
        assertThat(kept.secret()).isEqualTo(made.secret()).hasSizeGreaterThanOrEqualTo(43);
    }

    @Test
    void whatIsShownOnceIsRememberedInTheHome() {
        assertThat(new Home(home).isFirst("shown")).isTrue();
        assertThat(new Home(home).isFirst("shown")).isFalse();
        assertThat(new Home(home).isFirst("something-else")).isTrue();
    }

    @Test
    void theMasterKeyIsMadeOnceForItsOwnerAlone() throws IOException {
        Settings settings = read(Map.of());

        String made = MasterKey.of(settings, new Home(home)).write();

        assertThat(MasterKey.of(settings, new Home(home)).write()).isEqualTo(made);
        Path file = home.resolve("master-key");
        assertThat(file).content().isEqualTo(made + "\n");
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theSettingGoesBeforeTheMasterKeyAtHomeAndIsNeverShown() {
        String keyset = MasterKeyset.make().write();

        Settings settings = read(Map.of("AICMO_MASTER_KEY", keyset));

        assertThat(MasterKey.of(settings, new Home(home)).write()).isEqualTo(keyset);
        assertThat(home.resolve("master-key")).doesNotExist();
        assertThat(settings.masterKey()).hasToString("MasterKeyset[1]");
    }

    @Test
    void whatIsReplacedAtHomeIsReplacedAsAWhole() {
        Home kept = new Home(home);
        kept.secret("master-key", () -> "first");

        kept.replace("master-key", "second");

        assertThat(kept.secret("master-key", () -> "third").secret()).isEqualTo("second");
        assertThat(home).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    @Test
    void aMasterKeyAtHomeThatIsBrokenStopsTheStartInOneLine() {
        new Home(home).secret("master-key", () -> "hidden");

        assertThatThrownBy(() -> MasterKey.of(read(Map.of()), new Home(home)))
                .isInstanceOf(Settings.Wrong.class)
                .hasMessageContaining("master-key must be a keyset")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aHomeThatIsBlankIsTheOneThatIsTakenWhereNoneIsSaid() {
        Path usual = Path.of(".aicmo").toAbsolutePath();

        assertThat(Settings.read(Map.of()).home()).isEqualTo(usual);
        assertThat(Settings.read(Map.of("AICMO_HOME", "")).home()).isEqualTo(usual);
        assertThat(Settings.read(Map.of("AICMO_HOME", " \t")).home()).isEqualTo(usual);
    }

    private Settings read(Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("AICMO_HOME", home.toString());
        return Settings.read(environment);
    }
}
