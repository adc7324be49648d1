package io.aicmo.architecture.broken.app;

/** What the samples know and must not. */
public final class Wired {}
