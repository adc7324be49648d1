package io.aicmo.architecture.broken.application.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.application.one.A other;
}
