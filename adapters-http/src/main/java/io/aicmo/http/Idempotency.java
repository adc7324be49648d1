package io.aicmo.http;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.IdempotencyStore;
import io.aicmo.port.Transactions;
import io.aicmo.port.Tx;
import io.aicmo.port.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers a request with an {@code Idempotency-Key} once. The key is claimed, the request carried out and its answer kept
 * in one transaction, so that a crash in between leaves all or nothing. Answers are kept sealed: some show a secret, and
 * whoever asks again shall see it again, but nobody who reads the database.
 */
final class Idempotency {
    static final String HEADER = "Idempotency-Key";

    private static final int MAX_KEY = 255;

    private final Transactions transactions;
    private final IdempotencyStore store;
    private final Vault vault;
    private final InstantSource clock;
    /** What is being carried out outside of transactions, on this node. */
    private final Set<Running> running = ConcurrentHashMap.newKeySet();

    private record Running(TenantId tenant, String credential, String key) {}

    Idempotency(Transactions transactions, IdempotencyStore store, Vault vault, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.vault = vault;
        this.clock = clock;
    }

    /** Whether a route's requests may carry a key: those that make or do something, for somebody. */
    static boolean covers(Route route) {
        return route.method() == Route.Method.POST
                && (route.access() instanceof Access.Holder
                        || route.access() instanceof Access.Member
                        || route.access() instanceof Access.Form);
    }

    /**
     * Carries a request out, or answers as the first time.
     *
     * @param target method, path and query
     * @throws Problem 400 for a key that is none, 422 for a key that was used for another request
     * @throws IdempotencyStore.StillRunning if the first request with this key is under way
     */
    Rendered once(String key, Caller caller, String target, byte[] body, Function<Actor, Rendered> carryOut) {
        checkKey(key);
        Asked asked = new Asked(caller, key, hash(target, body));
        return transactions.write(caller.actor(), tx -> {
            Optional<Rendered> earlier = earlier(tx, asked);
            return earlier.orElseGet(
                    () -> kept(tx, asked, carryOut.apply(caller.actor().within(tx))));
        });
    }

    /**
     * Carries out what no transaction may span, or answers as the first time: the answer is kept once it is there. Of
     * the same request twice at the same time on two nodes both are carried out, and both are answered as the first.
     *
     * @throws Problem see {@link #once}
     * @throws IdempotencyStore.StillRunning see {@link #once}
     */
    Rendered around(String key, Caller caller, String target, byte[] body, Supplier<Rendered> carryOut) {
        checkKey(key);
        Asked asked = new Asked(caller, key, hash(target, body));
        Running mine = new Running(caller.actor().tenant(), caller.credential(), key);
        if (!running.add(mine)) {
            throw new IdempotencyStore.StillRunning();
        }
        try {
            Optional<Rendered> earlier = transactions.write(caller.actor(), tx -> earlier(tx, asked));
            return earlier.orElseGet(() -> kept(asked, carryOut.get()));
        } finally {
            running.remove(mine);
        }
    }

    /** A request with a key, and what tells it from another with the same one. */
    private record Asked(Caller caller, String key, String hash) {
        String credential() {
            return caller.credential();
        }

        Vault.Place place() {
            return IdempotencyStore.place(caller.actor().tenant(), credential(), key);
        }
    }

    private Optional<Rendered> earlier(Tx tx, Asked asked) {
        return store.claim(tx, asked.credential(), asked.key, clock.instant()).map(answer -> replay(answer, asked));
    }

    private Rendered kept(Asked asked, Rendered rendered) {
        return transactions.write(
                asked.caller.actor(), tx -> earlier(tx, asked).orElseGet(() -> kept(tx, asked, rendered)));
    }

    private Rendered kept(Tx tx, Asked asked, Rendered rendered) {
        store.keep(tx, asked.credential(), asked.key, answer(rendered, asked), clock.instant());
        return rendered;
    }

    private static String hash(String target, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void checkKey(String key) {
        boolean printable = key.chars().allMatch(c -> c >= 0x21 && c <= 0x7e);
        if (key.isEmpty() || key.length() > MAX_KEY || !printable) {
            throw Problem.of(400, HEADER + " must have 1 to " + MAX_KEY + " visible ASCII characters");
        }
    }

    private Rendered replay(IdempotencyStore.Answer earlier, Asked asked) {
        if (!earlier.requestHash().equals(asked.hash)) {
            throw Problem.of(422, "idempotency.key_reused", HEADER + " was used for another request");
        }
        String body = vault.open(asked.place(), earlier.body());
        Rendered rendered =
                new Rendered(earlier.status(), body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8), 0);
        rendered.headers().put("Idempotency-Replayed", "true");
        if (!earlier.location().isEmpty()) {
            rendered.headers().put("Location", earlier.location());
        }
        return rendered;
    }

    private IdempotencyStore.Answer answer(Rendered rendered, Asked asked) {
        byte @Nullable [] body = rendered.body();
        return new IdempotencyStore.Answer(
                asked.hash,
                rendered.status(),
                rendered.headers().getOrDefault("Location", ""),
                vault.seal(asked.place(), body == null ? "" : new String(body, StandardCharsets.UTF_8)));
    }
}
