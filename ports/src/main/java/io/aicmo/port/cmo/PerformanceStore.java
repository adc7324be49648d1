package io.aicmo.port.cmo;

import io.aicmo.domain.cmo.Figures;
import io.aicmo.domain.cmo.MetricsSnapshot;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Tx;
import java.time.LocalDate;
import java.util.List;

/**
 * Takes in what sources report, and adds it up with what the spine counted. Days are those of the tenant's time zone; each
 * read is one question to the store.
 */
public interface PerformanceStore {
    /**
     * Keeps snapshots, one after the other: the first of its campaign, channel, day and source is new; the same figures
     * again change nothing; others take the place of those that were there, under the id that was there. Campaigns and
     * workspaces are the caller's to check.
     *
     * @return one for each snapshot, in their order
     */
    List<Kept> record(Tx tx, List<MetricsSnapshot> snapshots);

    /** A campaign's figures from one day to another, both included; nothing for an unknown campaign. */
    Performance campaign(Tx tx, CampaignId campaign, LocalDate from, LocalDate to);

    /** A workspace's figures in some spans of days, one for each, in their order. */
    List<Figures> workspace(Tx tx, WorkspaceId workspace, List<Days> spans);

    /** What became of a snapshot. */
    enum Outcome {
        /** There was none. */
        CREATED,
        /** It was there, with these figures. */
        UNCHANGED,
        /** It was there, with other figures. */
        REPLACED
    }

    /** A snapshot as it is kept now, and what became of the one that was given. */
    record Kept(MetricsSnapshot snapshot, Outcome outcome) {}

    /** Some days, the first and the last among them. */
    record Days(LocalDate from, LocalDate to) {}

    /**
     * A campaign's figures.
     *
     * @param total all together, with the leads that the CRM took in
     * @param channels by channel, in alphabetical order
     * @param days by day and then by channel; only where there is something
     */
    record Performance(Figures total, List<ChannelFigures> channels, List<DayFigures> days) {
        public Performance {
            channels = List.copyOf(channels);
            days = List.copyOf(days);
        }
    }

    /** A channel's figures over all the days. */
    record ChannelFigures(String channel, Figures figures) {}

    /** A channel's figures of one day. */
    record DayFigures(LocalDate day, String channel, Figures figures) {}
}
