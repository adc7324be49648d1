package io.aicmo.http;

/** The body of a request that has none; an empty object is taken as well. */
public record Nothing() {}
