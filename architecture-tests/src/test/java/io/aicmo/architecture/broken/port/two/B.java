package io.aicmo.architecture.broken.port.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.port.one.A other;
}
