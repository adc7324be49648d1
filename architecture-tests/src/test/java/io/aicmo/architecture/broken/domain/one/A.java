package io.aicmo.architecture.broken.domain.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.domain.two.B other;
}
