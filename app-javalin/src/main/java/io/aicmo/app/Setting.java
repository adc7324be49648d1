package io.aicmo.app;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every setting: an environment variable, or the same name in the properties file {@code $AICMO_HOME/aicmo.properties}
 * (the environment wins). This list is what {@code ./aicmo --help} prints and what the README shows.
 */
enum Setting {
    AICMO_HOME(".aicmo", "where the server keeps its own files: embedded database, secrets, aicmo.properties"),
    AICMO_HOST("127.0.0.1", "the address to listen on; 0.0.0.0 for every one"),
    AICMO_PORT("8080", "the port to listen on; 0 takes a free one and prints it"),
    AICMO_PUBLIC_URL(
            null,
            "how the world reaches this server, for webhook URLs and links in mails; default: what is listened on"),
    AICMO_DATABASE_URL(null, "a PostgreSQL 15 or newer, such as jdbc:postgresql://db/aicmo; default: an embedded one"),
    AICMO_DATABASE_USER(null, "the server's login there; it needs no rights but to connect"),
    AICMO_DATABASE_PASSWORD(null, "its password"),
    AICMO_DATABASE_POOL_SIZE(null, "connections, 3 to 200; default: 2 for each processor and 1, at least 5"),
    AICMO_MIGRATION_USER(null, "who owns the schema and migrates it; default: the server's login"),
    AICMO_MIGRATION_PASSWORD(null, "its password"),
    AICMO_BOOTSTRAP_TOKEN(null, "what may make tenants; default: made at the first start, kept in $AICMO_HOME"),
    AICMO_SERVICE_TOKEN(
            null,
            "what may call the functions that run by the clock, for every tenant; default: made at the first start, kept"
                    + " in $AICMO_HOME"),
    AICMO_JWT_SECRET(null, "HS256 secret of at least 32 bytes; default: made at the first start, kept in $AICMO_HOME"),
    AICMO_MASTER_KEY(
            null, "the Tink keyset that seals stored secrets; default: made at the first start, kept in $AICMO_HOME"),
    AICMO_JWT_JWKS_URL(null, "a key set for RS256 and ES256 tokens; then HS256 is off"),
    AICMO_JWT_ALGORITHM("RS256", "RS256 or ES256, for tokens of that key set"),
    AICMO_JWT_ISSUER(null, "the iss that tokens must have; default: any"),
    AICMO_JWT_AUDIENCE(null, "the aud that tokens must have; default: any"),
    AICMO_LINK_SECRET(
            null,
            "signs the unsubscribe links in mails, at least 32 bytes; default: made at the first start, kept in"
                    + " $AICMO_HOME"),
    AICMO_CORS_ORIGINS(null, "web origins that may call the API from browsers, comma-separated; default: none"),
    AICMO_RATE_LIMIT("6000", "ordinary requests a minute for each credential; 0 for no limit"),
    AICMO_SPINE_QUEUE("20000", "events that may wait for the database before new ones get 503"),
    AICMO_SPINE_WRITERS("2", "connections that write events"),
    AICMO_JOB_SLOTS("64", "jobs that this node does at the same time; 0 leaves them to other nodes"),
    AICMO_KEEP_DAYS(
            "30", "days that jobs, deliveries of webhooks and webhooks in are kept when they ended well, from 8"),
    AICMO_KEEP_FAILED_DAYS("90", "days that they are kept when they failed, from 8"),
    AICMO_AI_BASE_URL(
            null, "an OpenAI-compatible endpoint, such as https://openrouter.ai/api/v1; default: playbooks answer"),
    AICMO_AI_KEY(null, "its key; default: none is sent"),
    AICMO_AI_MODEL("google/gemini-2.5-flash", "the model that is asked there"),
    AICMO_AI_MODELS(
            null,
            "other models by urgency, such as p1=google/gemini-2.5-pro,p3=google/gemini-2.5-flash-lite; default: the"
                    + " same for all"),
    AICMO_AI_MONTHLY_BUDGET(
            null,
            "US dollars that a tenant's agents may cost in a calendar month (UTC), by the log of runs; default: no"
                    + " limit"),
    AICMO_AI_IDLE_SECONDS("30", "how long the AI may be silent"),
    AICMO_AI_TIMEOUT_SECONDS(
            "120", "how long a run of an agent may take, all tries together; without a stream 9 at most"),
    AICMO_AI_INPUT_PRICE("0", "US dollars for a million tokens asked; 0 where it is not known"),
    AICMO_AI_OUTPUT_PRICE("0", "US dollars for a million tokens answered; 0 where it is not known"),
    AICMO_OUTBOUND_ALLOW(
            null,
            "CIDRs that webhooks and mail may go to though they are not public, by http too, for development; default:"
                    + " none"),
    AICMO_LOG_LEVEL("info", "error, warn, info, debug or trace");

    private final @Nullable String fallback;
    private final String meaning;

    Setting(@Nullable String fallback, String meaning) {
        this.fallback = fallback;
        this.meaning = meaning;
    }

    /** The value where none is given, or empty where the meaning says what happens then. */
    Optional<String> fallback() {
        return Optional.ofNullable(fallback);
    }

    /** What it is for, in half a sentence. */
    String meaning() {
        return meaning;
    }

    /** Whether its value must never be shown. */
    boolean isSecret() {
        return Stream.of("_PASSWORD", "_TOKEN", "_SECRET", "_KEY").anyMatch(name()::endsWith);
    }

    static Optional<Setting> named(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equals(name))
                .findFirst();
    }
}
