package io.aicmo.ai.playbook;

import io.aicmo.application.cmo.agent.CampaignInput;
import io.aicmo.application.cmo.agent.CmoAgents;
import io.aicmo.domain.cmo.AssetKind;
import io.aicmo.domain.cmo.CalendarEvent.Kind;
import io.aicmo.domain.cmo.CampaignPhase;
import io.aicmo.domain.cmo.Intensity;
import io.aicmo.domain.cmo.draft.CampaignDraft;
import io.aicmo.domain.cmo.draft.CampaignDraft.AssetNeed;
import io.aicmo.domain.cmo.draft.CampaignDraft.CalendarEntry;
import io.aicmo.domain.cmo.draft.CampaignDraft.ChannelUse;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Prepare in the first days, be loud until the middle, follow up until the end. */
final class CampaignPlaybook implements Playbook<CampaignInput, CampaignDraft> {
    private static final int LAUNCH_DAY = 3;
    private static final int SPRINT_WEEKS = 4;
    private static final int MOST_CHANNELS = 10;
    private static final int MOST_POSTING = 2;

    @Override
    public Agent<CampaignInput, CampaignDraft> agent() {
        return CmoAgents.CAMPAIGN_DESIGNER;
    }

    @Override
    public CampaignDraft answer(CampaignInput input) {
        Wording words = new Wording(input.market());
        List<String> channels =
                input.channels().stream().distinct().limit(MOST_CHANNELS).toList();
        LocalDate end = input.startDate().plusDays(7L * input.weeks() - 1);
        String objective = input.objective() == null ? words.goal() : Wording.phrase(input.objective(), 500);
        return new CampaignDraft(
                name(words, input.taken()),
                Wording.capital(objective),
                "People among " + words.audience() + " ask for " + words.offer() + ": " + words.promise() + ".",
                words.audience(),
                input.weeks() <= SPRINT_WEEKS ? Intensity.SPRINT : Intensity.MARATHON,
                input.startDate(),
                end,
                phases(words, 7 * input.weeks()),
                channels.stream()
                        .map(channel ->
                                new ChannelUse(channel, ChannelRole.of(channel).cadence(), null))
                        .toList(),
                assets(words, channels),
                calendar(words, input.startDate(), input.weeks(), channels));
    }

    private static String name(Wording words, List<String> taken) {
        String name = Wording.phrase(Wording.capital(words.offer()) + " for " + words.audience(), 180);
        int number = 2;
        String free = name;
        while (taken.contains(free)) {
            free = name + " " + number++;
        }
        return free;
    }

    private static List<CampaignPhase> phases(Wording words, int days) {
        int middle = Math.max(LAUNCH_DAY, days / 2);
        return List.of(
                new CampaignPhase(
                        "Prepare", "Content is approved, the form works, senders are checked", 1, LAUNCH_DAY - 1),
                new CampaignPhase(
                        "Launch", Wording.capital(words.audience()) + " hear of " + words.offer(), LAUNCH_DAY, middle),
                new CampaignPhase("Follow up", "Who showed interest is spoken to", middle + 1, days));
    }

    private static List<AssetNeed> assets(Wording words, List<String> channels) {
        List<AssetNeed> assets = new ArrayList<>();
        for (String channel : channels) {
            for (AssetKind kind : ChannelRole.of(channel).kinds()) {
                assets.add(new AssetNeed(
                        kind,
                        channel,
                        Wording.capital(Wording.spoken(kind.word())) + ": " + words.offer(),
                        purpose(kind, words)));
            }
        }
        return assets;
    }

    private static String purpose(AssetKind kind, Wording words) {
        return switch (kind) {
            case LANDING_PAGE -> "Visitors leave their address: " + words.callToAction();
            case EMAIL -> "Who left an address answers, or books a meeting";
            case VOICE_SCRIPT -> "A call finds out what is needed and proposes a next step";
            case SOCIAL_POST -> Wording.capital(words.audience()) + " recognise " + words.problem();
            case AD -> Wording.capital(words.audience()) + " visit the page";
        };
    }

    private static List<CalendarEntry> calendar(Wording words, LocalDate start, int weeks, List<String> channels) {
        LocalDate launch = start.plusDays(LAUNCH_DAY - 1L);
        List<CalendarEntry> calendar = new ArrayList<>();
        calendar.add(new CalendarEntry(start, Kind.TASK, "Approve the content", null, "Nothing goes out unapproved."));
        calendar.add(new CalendarEntry(
                launch, Kind.LAUNCH, "Launch: " + words.offer(), null, words.callToAction() + " is live."));
        for (String channel : channels) {
            if (ChannelRole.of(channel) == ChannelRole.MAIL || ChannelRole.of(channel) == ChannelRole.TEXT) {
                calendar.add(new CalendarEntry(launch, Kind.SEND, "Sequence begins", channel, null));
            }
        }
        List<String> posting = channels.stream()
                .filter(channel -> ChannelRole.of(channel) == ChannelRole.SOCIAL)
                .limit(MOST_POSTING)
                .toList();
        for (int week = 0; week < weeks; week++) {
            LocalDate monday = start.plusDays(7L * week);
            for (String channel : posting) {
                calendar.add(new CalendarEntry(
                        monday.plusDays(LAUNCH_DAY),
                        Kind.PUBLICATION,
                        "Post about " + topic(words, week),
                        channel,
                        null));
            }
            calendar.add(
                    new CalendarEntry(monday.plusDays(6), Kind.MEETING, "Review of week " + (week + 1), null, null));
        }
        return calendar;
    }

    private static String topic(Wording words, int week) {
        List<String> benefits = words.benefits();
        return week % 2 == 0 ? words.problem() : benefits.get(week / 2 % benefits.size());
    }
}
