package io.aicmo.http;

import io.aicmo.domain.tenant.Permission;

/** Who may call a route, and with which credential. */
public sealed interface Access {
    /** Anybody, without a credential. */
    record Anyone() implements Access {}

    /** Whoever holds the installation's bootstrap token. */
    record Bootstrap() implements Access {}

    /** The service itself, or whoever keeps another clock for it: holds the service token, and is no browser. */
    record Service() implements Access {}

    /** A user or an API key whose role and scopes have this permission. */
    record Holder(Permission permission) implements Access {}

    /** Any user or API key of a tenant, whatever it may do. */
    record Member() implements Access {}

    /** A public form with its token. */
    record Form() implements Access {}

    /** A provider; the use case verifies its signature. */
    record Provider() implements Access {}
}
