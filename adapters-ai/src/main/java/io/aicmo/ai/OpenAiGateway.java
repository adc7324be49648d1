package io.aicmo.ai;

import io.aicmo.domain.job.Priority;
import io.aicmo.port.ai.AiGateway;
import io.aicmo.port.ai.Deadline;
import io.aicmo.port.ai.Listener;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import okio.Okio;

/**
 * Any endpoint that is compatible with OpenAI's chat completions. Every call runs on the thread that asks, which should
 * be a virtual one.
 */
public final class OpenAiGateway implements AiGateway, AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final MediaType EVENTS = MediaType.get("text/event-stream");
    private static final int IDLE_CONNECTIONS = 64;

    private final GatewaySettings settings;
    private final InstantSource clock;
    private final HttpUrl url;
    private final OkHttpClient client;
    private final Tries tries;

    /** @throws IllegalArgumentException if the base URL is none of HTTP */
    public OpenAiGateway(GatewaySettings settings) {
        this(settings, Pause.real(), new SecureRandom(), InstantSource.system());
    }

    OpenAiGateway(GatewaySettings settings, Pause pause, RandomGenerator random, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.url = HttpUrl.get(settings.baseUrl().toString())
                .newBuilder()
                .addPathSegments("chat/completions")
                .build();
        this.tries = new Tries(pause, random);
        this.client = new OkHttpClient.Builder()
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.idleTimeout())
                .writeTimeout(settings.idleTimeout())
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
                // The key goes to the configured host and no other.
                .followRedirects(false)
                .build();
    }

    @Override
    public String model(Priority urgency) {
        return settings.modelFor(urgency);
    }

    @Override
    public Duration patience() {
        return settings.totalTimeout();
    }

    @Override
    public Reply complete(Question question, Listener listener) {
        byte[] body = ChatBody.of(settings.modelFor(question.urgency()), question, false);
        return tries.run(deadline(question), listener, () -> true, left -> exchange(body, left, listener, this::whole));
    }

    @Override
    public Reply stream(Question question, Listener listener) {
        byte[] body = ChatBody.of(settings.modelFor(question.urgency()), question, true);
        boolean[] passedOn = {false};
        return tries.run(deadline(question), listener, () -> !passedOn[0], left -> {
            ChatStream stream = new ChatStream(settings, listener);
            try {
                return exchange(body, left, listener, response -> streamed(response, stream, listener));
            } finally {
                passedOn[0] |= stream.hasPassedOn();
            }
        });
    }

    private Deadline deadline(Question question) {
        return Deadline.in(patience()).orSooner(question.deadline());
    }

    /** Lets go of idle connections. */
    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    private interface Reading {
        Reply read(Response response) throws IOException, TryFailed;
    }

    private Reply exchange(byte[] body, Duration left, Listener listener, Reading reading) throws TryFailed {
        Call call = client.newCall(request(body));
        call.timeout().timeout(Math.max(1, left.toNanos()), TimeUnit.NANOSECONDS);
        try (Listener.Registration registered = listener.whenHungUp(call::cancel);
                Response response = call.execute()) {
            if (!response.isSuccessful()) {
                throw Refusal.byStatus(response, settings, clock);
            }
            return reading.read(bounded(response));
        } catch (IOException e) {
            listener.check();
            throw Refusal.broken(e, settings);
        }
    }

    private Request request(byte[] body) {
        Request.Builder request = new Request.Builder().url(url).post(RequestBody.create(body, JSON));
        if (settings.key() != null) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        return request.build();
    }

    private Reply whole(Response response) throws IOException, TryFailed {
        return ChatReply.whole(response.body().bytes(), settings);
    }

    /** An endpoint that cannot stream answers as a whole; then there is one piece. */
    private Reply streamed(Response response, ChatStream stream, Listener listener) throws IOException, TryFailed {
        MediaType type = response.body().contentType();
        if (type != null && type.subtype().equals(EVENTS.subtype())) {
            return stream.read(response);
        }
        Reply reply = whole(response);
        listener.hear(reply.text());
        return reply;
    }

    private Response bounded(Response response) {
        ResponseBody body = response.body();
        BufferedSource source = Okio.buffer(new BoundedSource(body.source(), settings.maxAnswerBytes()));
        return response.newBuilder()
                .body(ResponseBody.create(source, body.contentType(), body.contentLength()))
                .build();
    }
}
