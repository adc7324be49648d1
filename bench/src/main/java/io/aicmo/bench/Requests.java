package io.aicmo.bench;

/** Requests, one after the other. */
@FunctionalInterface
interface Requests {
    /** The next one as it goes over the wire, head and body; the array may be used again by the next call. */
    byte[] next();
}
