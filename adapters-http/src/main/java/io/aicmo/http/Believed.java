package io.aicmo.http;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * What was looked up and is believed for a short time. Callers that ask at once wait for one look-up; they wait on a
 * future and not on a lock, so that on JDK 21 they do not hold the carrier thread that the look-up itself may need.
 */
final class Believed<K, V> {
    private static final long REMEMBERED = 10_000;
    private static final Executor VIRTUAL = Thread::startVirtualThread;

    private final AsyncLoadingCache<K, V> cache;

    Believed(Duration howLong, Function<K, V> lookUp) {
        cache = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfterWrite(howLong)
                .executor(VIRTUAL)
                .buildAsync(lookUp::apply);
    }

    /** @throws RuntimeException what the look-up throws; it is not remembered */
    V get(K key) {
        try {
            return cache.get(key).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
