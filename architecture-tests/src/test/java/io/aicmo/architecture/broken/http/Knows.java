package io.aicmo.architecture.broken.http;

import jakarta.inject.Inject;

/** Breaks on purpose: an adapter that knows another one, and an injection container. */
public final class Knows {
    @Inject
    public io.aicmo.architecture.broken.postgres.Knows other;
}
