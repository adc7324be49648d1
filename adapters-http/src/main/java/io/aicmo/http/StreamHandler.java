package io.aicmo.http;

import io.aicmo.port.ai.Listener;

/**
 * Carries a request out for somebody who may listen while the answer is made.
 *
 * @param <B> what the body is read as
 */
@FunctionalInterface
public interface StreamHandler<B> {
    /** As {@link Handler#handle}; what the listener hears goes out as {@code event: delta}. */
    Answer handle(Call call, B body, Listener listener);
}
