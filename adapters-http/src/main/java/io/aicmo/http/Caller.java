package io.aicmo.http;

import io.aicmo.domain.tenant.FormToken;
import io.aicmo.port.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from a verified credential.
 *
 * @param credential names the credential for rate limits and idempotency keys; no secret
 * @param form the form's token where one submits itself, or null
 */
record Caller(Actor actor, String credential, @Nullable FormToken form) {}
