package io.aicmo.http;

/** Whether something that the server needs works. */
@FunctionalInterface
public interface HealthCheck {
    /**
     * Looks.
     *
     * @return what a person wants to know of it, without secrets
     * @throws RuntimeException if it does not work; the message is logged and not shown
     */
    String check();
}
