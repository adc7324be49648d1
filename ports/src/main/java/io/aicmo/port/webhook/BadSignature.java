package io.aicmo.port.webhook;

/** A webhook's signature is missing, wrong or too old. Nothing of it may be believed. */
public final class BadSignature extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BadSignature(String detail) {
        super(detail);
    }
}
