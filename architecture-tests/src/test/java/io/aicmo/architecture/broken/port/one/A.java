package io.aicmo.architecture.broken.port.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.port.two.B other;
}
