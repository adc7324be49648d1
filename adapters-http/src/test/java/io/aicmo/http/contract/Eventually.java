package io.aicmo.http.contract;

/** Waits for what must come true soon, because caches may believe otherwise for a while. */
final class Eventually {
    private Eventually() {}

    static void holds(Runnable assertion) {
        io.aicmo.port.contract.Eventually.holds(assertion);
    }
}
