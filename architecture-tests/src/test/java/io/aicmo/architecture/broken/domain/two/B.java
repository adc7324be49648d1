package io.aicmo.architecture.broken.domain.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.domain.one.A other;
}
