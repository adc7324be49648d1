package io.aicmo.http.event;

import io.aicmo.application.event.EventSubscription;
import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.http.Outflow;
import io.aicmo.port.event.EventFeed.Told;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stream of events on the wire. What is there goes out together; a comment now and then shows both sides that the
 * other is still there.
 */
final class EventOutflow implements Outflow {
    private static final Duration BEAT = Duration.ofSeconds(10);
    /** Readers that lost the connection come back after two seconds. */
    private static final byte[] HELLO = ascii("retry: 2000\n\n");

    private static final byte[] COMMENT = ascii(": still here\n\n");

    private final EventSubscription subscription;

    EventOutflow(EventSubscription subscription) {
        this.subscription = subscription;
    }

    @Override
    public void writeTo(Wire wire) throws IOException, InterruptedException {
        OutputStream out = wire.out();
        out.write(HELLO);
        out.flush();
        long checked = System.nanoTime();
        while (true) {
            switch (subscription.next(BEAT)) {
                case Next.Event event -> {
                    if (!writeAll(wire, event)) {
                        return;
                    }
                }
                case Next.Silence silence -> {
                    out.write(COMMENT);
                    out.flush();
                }
                case Next.Over over -> {
                    return;
                }
            }
            if (System.nanoTime() - checked >= BEAT.toNanos()) {
                if (!wire.mayRead()) {
                    return;
                }
                checked = System.nanoTime();
            }
        }
    }

    /** Writes an event and what else is there, and says whether there is more to come. */
    private boolean writeAll(Wire wire, Next.Event first) throws IOException, InterruptedException {
        Next next = first;
        while (next instanceof Next.Event event) {
            write(wire, event.told());
            next = subscription.next(Duration.ZERO);
        }
        wire.out().flush();
        return !(next instanceof Next.Over);
    }

    private static void write(Wire wire, Told told) throws IOException {
        OutputStream out = wire.out();
        DomainEvent event = told.event();
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.put("event_id", event.id());
        data.put("event_at", event.occurredAt());
        out.write(ascii("id: " + told.position() + "\nevent: " + event.type() + "\ndata: "));
        out.write(wire.json(data));
        out.write('\n');
        out.write('\n');
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        subscription.close();
    }
}
