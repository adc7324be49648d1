package io.aicmo.architecture.broken.postgres.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.postgres.two.B other;
}
