package io.aicmo.architecture.broken.providers.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.providers.two.B other;
}
