/**
 * How payloads are read: JSON, forms and mail into checked values. Whatever a payload holds, what comes out of here can
 * be stored, or is a {@link io.aicmo.domain.shared.Rejected} that {@link io.aicmo.providers.payload.Items} turns into an
 * unreadable item.
 */
@NullMarked
package io.aicmo.providers.payload;

import org.jspecify.annotations.NullMarked;
