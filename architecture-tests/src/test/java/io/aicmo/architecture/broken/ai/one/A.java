package io.aicmo.architecture.broken.ai.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.ai.two.B other;
}
