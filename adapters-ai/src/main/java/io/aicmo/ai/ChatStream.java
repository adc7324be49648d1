package io.aicmo.ai;

import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.Listener;
import java.io.IOException;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import org.jspecify.annotations.Nullable;

/** Reads a streamed answer on the calling thread, and passes its text on as it comes. */
final class ChatStream extends EventSourceListener {
    private static final String DONE = "[DONE]";

    private final ChatReply reply;
    private final Listener listener;
    private boolean done;
    private boolean passedOn;
    private @Nullable Throwable failure;

    ChatStream(GatewaySettings settings, Listener listener) {
        this.reply = new ChatReply(settings);
        this.listener = listener;
    }

    /**
     * The whole answer, once it has come to its end.
     *
     * @throws IOException if it broke off
     */
    Reply read(Response response) throws IOException, TryFailed {
        EventSources.processResponse(response, this);
        if (!done && !reply.isFinished()) {
            throwFailure();
            throw TryFailed.temporary("the stream ended before the answer did", new AiFailure.Upstream());
        }
        return reply.reply();
    }

    /** Whether the listener has heard something of it. */
    boolean hasPassedOn() {
        return passedOn;
    }

    @Override
    public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
        if (done || failure != null) {
            return;
        }
        if (data.strip().equals(DONE)) {
            done = true;
            source.cancel();
            return;
        }
        try {
            String text = reply.piece(data);
            if (!text.isEmpty()) {
                passedOn |= listener.hears();
                listener.hear(text);
            }
        } catch (TryFailed | RuntimeException e) {
            failure = e;
            source.cancel();
        }
    }

    @Override
    public void onFailure(EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
        if (failure == null) {
            failure = thrown;
        }
    }

    private void throwFailure() throws IOException, TryFailed {
        switch (failure) {
            case IOException broken -> throw broken;
            case TryFailed failed -> throw failed;
            case RuntimeException unexpected -> throw unexpected;
            case null, default -> {}
        }
    }
}
