package io.aicmo.port.job;

/** A kind of job, and what does it. */
public record JobWork<P extends Record>(JobKind<P> kind, JobHandler<P> handler) {}
