package io.aicmo.app;

import java.time.Instant;
import java.time.ZoneOffset;

/** Where it is noon, so that what may be sent by day may be sent now, whenever that is. */
final class Noon {
    private Noon() {}

    /** A time zone in which a moment lies between twelve and one o'clock. */
    static String zone(Instant now) {
        int ahead = 12 - now.atOffset(ZoneOffset.UTC).getHour();
        // In these names a minus means east of Greenwich.
        return "Etc/GMT" + (ahead > 0 ? "-" : "+") + Math.abs(ahead);
    }
}
