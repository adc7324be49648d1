package io.aicmo.domain.tenant;

import io.aicmo.domain.shared.TenantId;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The paying customer and the isolation boundary.
 *
 * @param timeZone the zone in which its days begin and end; daily statistics count by it
 */
public record Tenant(TenantId id, String name, ZoneId timeZone, Instant createdAt) {}
