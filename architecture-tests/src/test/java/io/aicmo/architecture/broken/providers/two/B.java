package io.aicmo.architecture.broken.providers.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.providers.one.A other;
}
