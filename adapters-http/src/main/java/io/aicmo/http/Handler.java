package io.aicmo.http;

/**
 * Carries a request out.
 *
 * @param <B> what the body is read as
 */
@FunctionalInterface
public interface Handler<B> {
    /** Refuses by throwing what the hexagon throws; {@link Problems} says how HTTP tells it. */
    Answer handle(Call call, B body);
}
