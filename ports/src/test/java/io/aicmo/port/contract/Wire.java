package io.aicmo.port.contract;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.messaging.Delivery;
import io.aicmo.port.messaging.MessageSender;
import io.aicmo.port.messaging.Outgoing;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A provider that keeps what arrives, and does with a message what it is told to. */
public final class Wire implements MessageSender {
    public static final String PROVIDER = "wire";

    private final String provider;
    private final Duration idempotentFor;
    private final List<Outgoing> arrived = new ArrayList<>();
    private final Map<String, Outgoing> byKey = new LinkedHashMap<>();
    private final Deque<Function<Outgoing, Delivery>> script = new ArrayDeque<>();

    /** @param idempotentFor how long one key is one message; zero for never */
    public Wire(Duration idempotentFor) {
        this(PROVIDER, idempotentFor);
    }

    /** One that goes by another provider's name. */
    public Wire(String provider, Duration idempotentFor) {
        this.provider = provider;
        this.idempotentFor = idempotentFor;
    }

    @Override
    public String channel() {
        return "email";
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public void check(@Nullable String sender, Map<String, String> settings, Map<String, String> credentials) {
        if (sender == null) {
            throw Rejected.field("sender", "channel_connection.sender_missing", "say from whom");
        }
    }

    @Override
    public Duration idempotentFor() {
        return idempotentFor;
    }

    @Override
    public Delivery send(Outgoing message, Map<String, String> settings, Map<String, String> credentials) {
        Function<Outgoing, Delivery> next = script.poll();
        return next == null ? take(message) : next.apply(message);
    }

    /** What the next messages meet, one after the other; then they arrive again. */
    @SafeVarargs
    public final void next(Function<Outgoing, Delivery>... meeting) {
        for (Function<Outgoing, Delivery> one : meeting) {
            script.add(one);
        }
    }

    /** Takes a message; one that came before by its key is the same. */
    public Delivery take(Outgoing message) {
        if (idempotentFor.isZero() || byKey.put(message.idempotencyKey(), message) == null) {
            arrived.add(message);
        }
        return new Delivery.Accepted("wire-" + arrived.size());
    }

    /** Everything that arrived, in its order. */
    public List<Outgoing> arrived() {
        return List.copyOf(arrived);
    }
}
