package io.aicmo.domain.cmo.draft;

import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.CalendarEvent;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's blueprint, drafted.
 *
 * @param objective what kind of result it is for, in a few words
 * @param goal the result, with its figure
 * @param audience whom it speaks to
 * @param phases the parts of its time, inside it
 * @param channels the channels that it uses, each once
 * @param assets what is to be made for it, on its channels
 * @param calendar what happens when, on its days, by day
 */
public record CampaignDraft(
        String name,
        String objective,
        String goal,
        String audience,
        Intensity intensity,
        LocalDate startDate,
        LocalDate endDate,
        List<CampaignPhase> phases,
        List<ChannelUse> channels,
        List<AssetNeed> assets,
        List<CalendarEntry> calendar) {

    private static final int MAX_DAYS = 366;

    /**
     * How a channel is used.
     *
     * @param channel the channel's name, for example {@code email}
     * @param cadence how often something goes out on it, in words
     * @param audience whom it reaches there, or null for the campaign's whole audience
     */
    public record ChannelUse(
            String channel, String cadence, @Nullable String audience) {
        public ChannelUse {
            channel = Text.required(channel, "channel", 100);
            cadence = Text.required(cadence, "cadence", 500);
            audience = Text.optional(audience, "audience", 2_000);
        }
    }

    /**
     * Something to be made.
     *
     * @param channel on which of the campaign's channels it goes out
     * @param purpose what it shall bring about
     */
    public record AssetNeed(AssetKind kind, String channel, String title, String purpose) {
        public AssetNeed {
            channel = Text.required(channel, "channel", 100);
            title = Text.required(title, "title", 300);
            purpose = Text.required(purpose, "purpose", 2_000);
        }
    }

    /**
     * What happens on a day.
     *
     * @param channel on which of the campaign's channels, or null
     */
    public record CalendarEntry(
            LocalDate date,
            CalendarEvent.Kind kind,
            String title,
            @Nullable String channel,
            @Nullable String notes) {
        public CalendarEntry {
            title = Text.required(title, "title", 300);
            channel = Text.optional(channel, "channel", 100);
            notes = Text.optional(notes, "notes", 5_000);
        }
    }

    /**
     * @throws Rejected {@code campaign.ends_before_start}, {@code campaign.too_long}, {@code campaign.phase_out_of_range},
     *     {@code campaign.channel_twice}, {@code campaign.channel_not_used}, {@code campaign.date_outside}, {@code list.*},
     *     {@code text.*}
     */
    public CampaignDraft {
        name = Text.required(name, "name", 200);
        objective = Text.required(objective, "objective", 500);
        goal = Text.required(goal, "goal", 2_000);
        audience = Text.required(audience, "audience", 2_000);
        long days = days(startDate, endDate);
        phases = CampaignPhase.checked(Lists.between(phases, "phases", 1, 20));
        phases.forEach(phase -> checkInside(phase, days));
        channels = Lists.between(channels, "channels", 1, 20);
        assets = Lists.between(assets, "assets", 1, 100);
        Set<String> used = names(channels);
        assets.forEach(asset -> checkUsed(asset.channel, used, "assets"));
        calendar = Lists.between(calendar, "calendar", 1, 200).stream()
                .sorted((one, other) -> one.date.compareTo(other.date))
                .toList();
        for (CalendarEntry entry : calendar) {
            checkUsed(entry.channel, used, "calendar");
            if (entry.date.isBefore(startDate) || entry.date.isAfter(endDate)) {
                throw Rejected.field(
                        "calendar",
                        "campaign.date_outside",
                        "what a campaign's calendar has is between " + startDate + " and " + endDate + "; "
                                + entry.title + " is on " + entry.date);
            }
        }
    }

    private static long days(LocalDate startDate, LocalDate endDate) {
        long days = ChronoUnit.DAYS.between(startDate, endDate) + 1;
        if (days < 1) {
            throw Rejected.field("end_date", "campaign.ends_before_start", "end_date must not be before start_date");
        }
        if (days > MAX_DAYS) {
            throw Rejected.field("end_date", "campaign.too_long", "a campaign lasts at most a year");
        }
        return days;
    }

    private static void checkInside(CampaignPhase phase, long days) {
        if (phase.endDay() > days) {
            throw Rejected.field(
                    "phases",
                    "campaign.phase_out_of_range",
                    "the campaign has " + days + " days; the phase " + phase.name() + " ends on day " + phase.endDay());
        }
    }

    private static Set<String> names(List<ChannelUse> channels) {
        Set<String> names = channels.stream().map(ChannelUse::channel).collect(Collectors.toSet());
        if (names.size() < channels.size()) {
            throw Rejected.field("channels", "campaign.channel_twice", "a campaign uses a channel once");
        }
        return names;
    }

    private static void checkUsed(@Nullable String channel, Set<String> used, String field) {
        if (channel != null && !used.contains(channel)) {
            throw Rejected.field(
                    field, "campaign.channel_not_used", channel + " is not one of the channels that the campaign uses");
        }
    }
}
