package io.aicmo.architecture.broken.ai.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.ai.one.A other;
}
