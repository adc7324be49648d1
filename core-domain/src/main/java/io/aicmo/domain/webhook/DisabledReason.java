package io.aicmo.domain.webhook;

/** Why an endpoint was switched off without anybody asking for it. */
public enum DisabledReason {
    /** It answered 410: nothing is wanted there any more. */
    GONE,
    /** Every try has failed for five days. */
    FAILING
}
