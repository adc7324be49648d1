package io.aicmo.architecture.broken.postgres.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.postgres.one.A other;
}
