package io.aicmo.architecture.broken.http.two;

/** Breaks on purpose: two areas that know each other. */
public final class B {
    public io.aicmo.architecture.broken.http.one.A other;
}
