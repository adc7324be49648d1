package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.UserId;
import java.time.Instant;

/** A person who signs in. One person may be a member of several tenants. */
public record User(UserId id, EmailAddress email, Instant createdAt) {}
