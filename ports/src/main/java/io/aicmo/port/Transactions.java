package io.aicmo.port;

import java.util.function.Function;

/**
 * Opens transactions. A transaction is a value, never ambient.
 *
 * <p>An actor that is {@linkplain Actor#within within} an open transaction joins it, for reading and for writing: then
 * nothing is committed or rolled back here. Another tenant's actor cannot join: {@link IllegalArgumentException}.
 */
public interface Transactions {
    /**
     * Does work that changes nothing. Each read may see what was committed before that very read.
     *
     * @return what the work returns
     * @throws RuntimeException what the work throws
     * @throws Unavailable if no connection could be had in time
     */
    <T> T read(Actor actor, Function<Tx, T> work);

    /**
     * Does work that is kept as a whole or not at all: durable when this returns, undone when the work throws.
     *
     * @return what the work returns
     * @throws RuntimeException what the work throws
     * @throws Unavailable if no connection could be had in time
     */
    <T> T write(Actor actor, Function<Tx, T> work);
}
