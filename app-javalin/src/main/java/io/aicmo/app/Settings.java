package io.aicmo.app;

import io.aicmo.ai.GatewaySettings;
import io.aicmo.domain.ai.MonthlyBudget;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.job.Retention;
import io.aicmo.postgres.DatabaseAddress;
import io.aicmo.providers.outbound.AddressRules;
import io.aicmo.providers.tink.MasterKeyset;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a start, checked.
 *
 * @param database where the database is, or null for the embedded server
 * @param masterKey what seals secrets, or null for the one in {@code home}
 * @param ai which AI is asked, or null where the playbooks answer
 * @param aiBudget what each tenant may spend on it, or null for no limit
 * @param outbound which addresses may be called for tenants
 */
public record Settings(
        Path home,
        String host,
        int port,
        @Nullable URI publicUrl,
        @Nullable DatabaseAddress database,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        int poolSize,
        @Nullable String migrationUser,
        @Nullable String migrationPassword,
        @Nullable String bootstrapToken,
        @Nullable String serviceToken,
        @Nullable String jwtSecret,
        @Nullable MasterKeyset masterKey,
        @Nullable URI jwksUrl,
        String jwtAlgorithm,
        @Nullable String jwtIssuer,
        @Nullable String jwtAudience,
        @Nullable String linkSecret,
        List<String> corsOrigins,
        int rateLimit,
        int spineQueue,
        int spineWriters,
        int jobSlots,
        Retention retention,
        @Nullable GatewaySettings ai,
        @Nullable MonthlyBudget aiBudget,
        AddressRules outbound,
        String logLevel) {

    static final String FILE = "aicmo.properties";

    /** Shown without its secrets. */
    @Override
    public String toString() {
        return "Settings[home=" + home + ", host=" + host + ", port=" + port + "]";
    }

    /** A setting is wrong; the message is one line that says which and why. */
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Wrong(Setting setting, String why) {
            super(setting + " " + why);
        }

        Wrong(String what) {
            super(what);
        }
    }

    /**
     * Reads the settings.
     *
     * @param environment the environment variables
     * @throws Wrong if one is wrong
     */
    public static Settings read(Map<String, String> environment) {
        Path home = Optional.ofNullable(environment.get(Setting.AICMO_HOME.name()))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .or(Setting.AICMO_HOME::fallback)
                .map(Path::of)
                .orElseThrow()
                .toAbsolutePath()
                .normalize();
        Values values = new Values(merged(environment, home.resolve(FILE)));
        return new Settings(
                home,
                values.required(Setting.AICMO_HOST),
                values.number(Setting.AICMO_PORT, 0, 65_535),
                values.url(Setting.AICMO_PUBLIC_URL, Set.of("http", "https")),
                values.database(Setting.AICMO_DATABASE_URL),
                values.text(Setting.AICMO_DATABASE_USER),
                values.text(Setting.AICMO_DATABASE_PASSWORD),
                values.numberOr(
                        Setting.AICMO_DATABASE_POOL_SIZE,
                        3,
                        200,
                        Math.max(5, Runtime.getRuntime().availableProcessors() * 2 + 1)),
                values.text(Setting.AICMO_MIGRATION_USER),
                values.text(Setting.AICMO_MIGRATION_PASSWORD),
                values.atLeast(Setting.AICMO_BOOTSTRAP_TOKEN, 16),
                values.atLeast(Setting.AICMO_SERVICE_TOKEN, 16),
                values.atLeast(Setting.AICMO_JWT_SECRET, 32),
                values.keyset(Setting.AICMO_MASTER_KEY),
                values.url(Setting.AICMO_JWT_JWKS_URL, Set.of("http", "https")),
                values.oneOf(Setting.AICMO_JWT_ALGORITHM, Set.of("RS256", "ES256")),
                values.text(Setting.AICMO_JWT_ISSUER),
                values.text(Setting.AICMO_JWT_AUDIENCE),
                values.atLeast(Setting.AICMO_LINK_SECRET, 32),
                values.list(Setting.AICMO_CORS_ORIGINS),
                values.number(Setting.AICMO_RATE_LIMIT, 0, 10_000_000),
                values.number(Setting.AICMO_SPINE_QUEUE, 1_000, 1_000_000),
                values.number(Setting.AICMO_SPINE_WRITERS, 1, 16),
                values.number(Setting.AICMO_JOB_SLOTS, 0, 1_000),
                new Retention(values.days(Setting.AICMO_KEEP_DAYS), values.days(Setting.AICMO_KEEP_FAILED_DAYS)),
                ai(values),
                aiBudget(values),
                values.addresses(Setting.AICMO_OUTBOUND_ALLOW),
                values.oneOf(Setting.AICMO_LOG_LEVEL, Set.of("error", "warn", "info", "debug", "trace")));
    }

    /** Whether there is a budget that only holds where the provider says itself what an answer cost: without prices. */
    boolean leavesTheBudgetToTheProvider() {
        return aiBudget != null && ai != null && ai.prices() == null;
    }

    private static @Nullable GatewaySettings ai(Values values) {
        URI url = values.url(Setting.AICMO_AI_BASE_URL, Set.of("http", "https"));
        String key = values.text(Setting.AICMO_AI_KEY);
        Duration idle = Duration.ofSeconds(values.number(Setting.AICMO_AI_IDLE_SECONDS, 1, 3_600));
        Duration total = Duration.ofSeconds(values.number(Setting.AICMO_AI_TIMEOUT_SECONDS, 1, 3_600));
        BigDecimal input = values.price(Setting.AICMO_AI_INPUT_PRICE);
        BigDecimal output = values.price(Setting.AICMO_AI_OUTPUT_PRICE);
        if (url == null) {
            if (key != null) {
                throw new Wrong(Setting.AICMO_AI_BASE_URL, "must be set where AICMO_AI_KEY is");
            }
            return null;
        }
        boolean priced = input.signum() > 0 || output.signum() > 0;
        return GatewaySettings.of(url, key, values.required(Setting.AICMO_AI_MODEL))
                .choosing(values.models(Setting.AICMO_AI_MODELS))
                .waiting(idle, total)
                .priced(priced ? new GatewaySettings.Prices(input, output) : null);
    }

    private static @Nullable MonthlyBudget aiBudget(Values values) {
        return values.text(Setting.AICMO_AI_MONTHLY_BUDGET) == null
                ? null
                : new MonthlyBudget(values.amount(Setting.AICMO_AI_MONTHLY_BUDGET, "an amount such as 25.00"));
    }

    private static Map<Setting, String> merged(Map<String, String> environment, Path file) {
        Map<Setting, String> merged = new EnumMap<>(Setting.class);
        if (Files.exists(file)) {
            Properties properties = new Properties();
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new Wrong(file + " cannot be read: " + e.getMessage());
            }
            properties.stringPropertyNames().forEach(name -> {
                Setting setting = Setting.named(name)
                        .orElseThrow(() -> new Wrong(file + " has " + name + ", which is no setting; see --help"));
                if (setting == Setting.AICMO_HOME) {
                    throw new Wrong(file + " cannot say where it is itself; set AICMO_HOME in the environment");
                }
                merged.put(setting, properties.getProperty(name));
            });
        }
        environment.forEach((name, value) -> Setting.named(name).ifPresent(setting -> merged.put(setting, value)));
        merged.values().removeIf(String::isBlank);
        return merged;
    }

    /** The given values, and what each must be. */
    private record Values(Map<Setting, String> given) {
        @Nullable
        String text(Setting setting) {
            return Optional.ofNullable(given.get(setting))
                    .map(String::strip)
                    .or(setting::fallback)
                    .orElse(null);
        }

        String required(Setting setting) {
            String text = text(setting);
            if (text == null) {
                throw new Wrong(setting, "must be set");
            }
            return text;
        }

        int number(Setting setting, int least, int most) {
            return parse(setting, required(setting), least, most);
        }

        int numberOr(Setting setting, int least, int most, int fallback) {
            String text = text(setting);
            return text == null ? fallback : parse(setting, text, least, most);
        }

        private static int parse(Setting setting, String text, int least, int most) {
            try {
                int number = Integer.parseInt(text);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                throw new Wrong(setting, "must be a number from " + least + " to " + most + ", not " + text);
            }
            throw new Wrong(setting, "must be from " + least + " to " + most + ", not " + text);
        }

        /** Events are kept for a week, and what follows from one must not follow from it twice. */
        Duration days(Setting setting) {
            return Duration.ofDays(number(setting, 8, 36_500));
        }

        BigDecimal price(Setting setting) {
            return amount(setting, "a price such as 0.30");
        }

        BigDecimal amount(Setting setting, String what) {
            String text = required(setting);
            if (!text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")) {
                throw new Wrong(setting, "must be " + what + ", not " + text);
            }
            return new BigDecimal(text);
        }

        Map<Priority, String> models(Setting setting) {
            Map<Priority, String> models = new EnumMap<>(Priority.class);
            for (String entry : list(setting)) {
                Priority urgency = Arrays.stream(Priority.values())
                        .filter(one -> entry.startsWith(one.word() + "=") && entry.length() > 3)
                        .findFirst()
                        .orElseThrow(
                                () -> new Wrong(setting, "must be such as p1=google/gemini-2.5-pro, not " + entry));
                models.put(urgency, entry.substring(entry.indexOf('=') + 1).strip());
            }
            return models;
        }

        @Nullable
        URI url(Setting setting, Set<String> schemes) {
            String text = text(setting);
            if (text == null) {
                return null;
            }
            try {
                URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
                if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                    return uri;
                }
            } catch (IllegalArgumentException notAUrl) {
                throw new Wrong(setting, "must be a URL such as https://cmo.example.com, not " + text);
            }
            throw new Wrong(setting, "must be a URL such as https://cmo.example.com, not " + text);
        }

        @Nullable
        DatabaseAddress database(Setting setting) {
            String text = text(setting);
            try {
                return text == null ? null : DatabaseAddress.parse(text);
            } catch (IllegalArgumentException wrong) {
                throw new Wrong(setting, "is no address of a database: " + wrong.getMessage());
            }
        }

        @Nullable
        String atLeast(Setting setting, int bytes) {
            String text = text(setting);
            if (text != null && text.getBytes(StandardCharsets.UTF_8).length < bytes) {
                throw new Wrong(setting, "must have at least " + bytes + " bytes");
            }
            return text;
        }

        @Nullable
        MasterKeyset keyset(Setting setting) {
            String text = text(setting);
            try {
                return text == null ? null : MasterKeyset.read(text);
            } catch (IllegalArgumentException wrong) {
                throw new Wrong(setting, String.valueOf(wrong.getMessage()));
            }
        }

        AddressRules addresses(Setting setting) {
            try {
                return AddressRules.allowing(list(setting));
            } catch (IllegalArgumentException wrong) {
                throw new Wrong(setting, "must be CIDRs, comma-separated: " + wrong.getMessage());
            }
        }

        List<String> list(Setting setting) {
            String text = text(setting);
            return text == null
                    ? List.of()
                    : Arrays.stream(text.split(","))
                            .map(String::strip)
                            .filter(entry -> !entry.isEmpty())
                            .toList();
        }

        String oneOf(Setting setting, Set<String> words) {
            String word = required(setting);
            if (!words.contains(word)) {
                throw new Wrong(
                        setting,
                        "must be one of "
                                + String.join(", ", words.stream().sorted().toList()) + ", not " + word);
            }
            return word;
        }
    }
}
