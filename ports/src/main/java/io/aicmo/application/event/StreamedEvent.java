package io.aicmo.application.event;

import io.aicmo.port.event.EventFeed.Told;
import io.aicmo.port.event.EventPosition;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An event as streams are handed it. All streams that want it share this one, and what it looks like on the wire is made
 * once, by whoever asks first.
 */
public final class StreamedEvent {
    private final EventPosition position;
    /** Not needed any more once it is written out; a slow reader then keeps the bytes alone. */
    private volatile @Nullable Told told;

    private volatile byte @Nullable [] bytes;

    StreamedEvent(Told told) {
        this.position = told.position();
        this.told = told;
    }

    public EventPosition position() {
        return position;
    }

    /**
     * What it looks like on the wire.
     *
     * @param form writes it out, the same for all who ask
     */
    public byte[] as(Function<Told, byte[]> form) {
        Told unwritten = told;
        byte[] written = bytes;
        if (written == null) {
            written = form.apply(Objects.requireNonNull(unwritten));
            bytes = written;
            told = null;
        }
        return written;
    }
}
