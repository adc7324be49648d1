package io.aicmo.architecture.broken.application.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.application.two.B other;
}
