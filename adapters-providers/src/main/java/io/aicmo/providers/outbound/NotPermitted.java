package io.aicmo.providers.outbound;

import java.net.UnknownHostException;

/** Where a URL leads is not to be called. It does not say where that is: that would tell what this network looks like. */
public final class NotPermitted extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    NotPermitted(String message) {
        super(message);
    }
}
