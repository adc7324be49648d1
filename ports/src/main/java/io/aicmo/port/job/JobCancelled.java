package io.aicmo.port.job;

/** Somebody asked for the running job to be cancelled, and its handler has stopped. */
public final class JobCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobCancelled() {
        super("the job was cancelled");
    }
}
