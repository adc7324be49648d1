package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.StatType;
import org.jspecify.annotations.Nullable;

/**
 * An activity, and what it was counted as when it was recorded.
 *
 * @param stat the statistic, or null for none
 * @param reply whether it counted as a reply to the campaign
 */
record RecordedActivity(Activity activity, @Nullable StatType stat, boolean reply) {}
