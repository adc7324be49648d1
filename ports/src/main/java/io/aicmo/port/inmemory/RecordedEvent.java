package io.aicmo.port.inmemory;

import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.shared.ActivityId;

/** An event as it was told, and the activity that it became. */
record RecordedEvent(ChannelEvent event, ActivityId activityId) {

    /** What tells whether an event was seen before. */
    record Key(String channel, String provider, String providerEventId) {
        static Key of(ChannelEvent event) {
            return new Key(event.channel(), event.provider(), event.providerEventId());
        }
    }
}
