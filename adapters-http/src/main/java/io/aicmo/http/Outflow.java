package io.aicmo.http;

import java.io.IOException;
import java.io.OutputStream;

/** An answer that goes on for as long as its reader is there. It is closed in the end, however that comes. */
public interface Outflow extends AutoCloseable {
    /**
     * Writes until there is nothing more to come.
     *
     * @throws IOException if nobody is there any more
     */
    void writeTo(Wire wire) throws IOException, InterruptedException;

    @Override
    void close();

    /** The way to a reader. */
    interface Wire {
        /** What is written here and flushed goes out at once. */
        OutputStream out();

        /** A value as JSON. */
        byte[] json(Object value);

        /** Whether the reader may still read: credentials expire and are revoked. */
        boolean mayRead();
    }

    /** Opens the answer to a request. */
    @FunctionalInterface
    interface Opener {
        /** @throws RuntimeException any refusal; nothing has been sent then */
        Outflow open(Call call);
    }
}
