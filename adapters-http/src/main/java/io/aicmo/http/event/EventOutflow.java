package io.aicmo.http.event;

import io.aicmo.application.event.EventSubscription;
import io.aicmo.application.event.EventSubscription.Next;
import io.aicmo.application.event.StreamedEvent;
import io.aicmo.domain.event.DomainEvent;
import io.aicmo.http.Outflow;
import io.aicmo.port.event.EventFeed.Told;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A stream of events on the wire. What is there goes out together; a comment now and then shows both sides that the
 * other is still there.
 */
final class EventOutflow implements Outflow {
    static final Duration BEAT = Duration.ofSeconds(10);
    /** Readers that lost the connection come back after two seconds. */
    private static final byte[] HELLO = ascii("retry: 2000\n\n");

    private static final byte[] COMMENT = ascii(": still here\n\n");

    private static final byte[] END = ascii("\n\n");
    /** So much goes out with one write, where there is so much. */
    private static final int PIECE = 32 * 1024;

    private final Incoming incoming;
    private final LongSupplier nanos;

    /** Where events come from. */
    interface Incoming extends AutoCloseable {
        /** See {@link EventSubscription#next}. */
        Next next(Duration patience) throws InterruptedException;

        @Override
        void close();
    }

    /** Writes what a subscription is handed. */
    static EventOutflow of(EventSubscription subscription) {
        Incoming incoming = new Incoming() {
            @Override
            public Next next(Duration patience) throws InterruptedException {
                return subscription.next(patience);
            }

            @Override
            public void close() {
                subscription.close();
            }
        };
        return new EventOutflow(incoming, System::nanoTime);
    }

    /** @param nanos tells how time passes */
    EventOutflow(Incoming incoming, LongSupplier nanos) {
        this.incoming = incoming;
        this.nanos = nanos;
    }

    @Override
    public void writeTo(Wire wire) throws IOException, InterruptedException {
        OutputStream out = wire.out();
        out.write(HELLO);
        out.flush();
        long checked = nanos.getAsLong();
        while (true) {
            switch (incoming.next(BEAT)) {
                case Next.Events some -> write(wire, some.events());
                case Next.Silence silence -> {
                    out.write(COMMENT);
                    out.flush();
                }
                case Next.Over over -> {
                    return;
                }
            }
            if (nanos.getAsLong() - checked >= BEAT.toNanos()) {
                if (!wire.mayRead()) {
                    return;
                }
                checked = nanos.getAsLong();
            }
        }
    }

    private static void write(Wire wire, List<StreamedEvent> events) throws IOException {
        List<byte[]> written = events.stream()
                .map(event -> event.as(told -> frame(wire, told)))
                .toList();
        int bytes = written.stream().mapToInt(one -> one.length).sum();
        OutputStream gathered = new BufferedOutputStream(wire.out(), Math.min(bytes, PIECE));
        for (byte[] one : written) {
            gathered.write(one);
        }
        gathered.flush();
    }

    private static byte[] frame(Wire wire, Told told) {
        DomainEvent event = told.event();
        Map<String, Object> data = new LinkedHashMap<>(event.data());
        data.put("event_id", event.id());
        data.put("event_at", event.occurredAt());
        byte[] head = ascii("id: " + told.position() + "\nevent: " + event.type() + "\ndata: ");
        byte[] json = wire.json(data);
        return ByteBuffer.allocate(head.length + json.length + END.length)
                .put(head)
                .put(json)
                .put(END)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        incoming.close();
    }
}
