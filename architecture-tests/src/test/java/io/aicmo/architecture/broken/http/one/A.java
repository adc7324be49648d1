package io.aicmo.architecture.broken.http.one;

/** Breaks on purpose: two areas that know each other. */
public final class A {
    public io.aicmo.architecture.broken.http.two.B other;
}
