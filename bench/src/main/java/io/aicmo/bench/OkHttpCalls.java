package io.aicmo.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** The same call again and again with OkHttp, as an application makes it that asks a model by itself. */
final class OkHttpCalls implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(64, 1, TimeUnit.MINUTES))
            .readTimeout(Duration.ofSeconds(30))
            .build();
    private final Request request;

    OkHttpCalls(URI url, String key, String accept, byte[] body) {
        this.request = new Request.Builder()
                .url(url.toString())
                .header("Authorization", "Bearer " + key)
                .header("Accept", accept)
                .post(RequestBody.create(body, JSON))
                .build();
    }

    /** Calls once, and must be answered well. */
    void call() {
        try (Response response = client.newCall(request).execute()) {
            if (!response.isSuccessful()) {
                throw new IllegalStateException(
                        response.code() + " " + response.body().string());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each of so many threads calls when its call before was answered. */
    Tally closedLoop(int threads, Duration length) {
        return inParallel(threads, length, this::whole);
    }

    /** How long it takes until a line comes in which something is said; the rest is read, and not counted. */
    Tally firstLines(Predicate<String> saysSomething, Duration length) {
        return inParallel(1, length, response -> first(response, saysSomething));
    }

    private interface Reading {
        /** The time at which what is measured was there. */
        long read(Response response) throws IOException;
    }

    private long whole(Response response) throws IOException {
        response.body().bytes();
        return System.nanoTime();
    }

    private static long first(Response response, Predicate<String> saysSomething) throws IOException {
        BufferedSource lines = response.body().source();
        String line = lines.readUtf8LineStrict();
        while (!saysSomething.test(line)) {
            line = lines.readUtf8LineStrict();
        }
        long heard = System.nanoTime();
        lines.readByteArray();
        return heard;
    }

    private Tally inParallel(int threads, Duration length, Reading reading) {
        long begun = System.nanoTime();
        long end = begun + length.toNanos();
        List<Tally> tallies = new ArrayList<>();
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Tally tally = new Tally();
            tallies.add(tally);
            running.add(Thread.ofPlatform().name("caller").start(() -> callUntil(end, reading, tally)));
        }
        Tally all = new Tally();
        for (int i = 0; i < threads; i++) {
            join(running.get(i));
            all.add(tallies.get(i));
        }
        all.lasted(System.nanoTime() - begun);
        return all;
    }

    private void callUntil(long end, Reading reading, Tally tally) {
        for (long began = System.nanoTime(); began < end; began = System.nanoTime()) {
            try (Response response = client.newCall(request).execute()) {
                tally.answered(response.code(), reading.read(response) - began, false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
