package io.aicmo.domain.cmo;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a campaign's time.
 *
 * @param goal what it shall achieve, or null
 * @param startDay its first day; the campaign's first day is 1
 * @param endDay its last day, at most {@value #LAST_DAY}
 */
public record CampaignPhase(String name, @Nullable String goal, int startDay, int endDay) {
    /** The last day that a phase can have. */
    public static final int LAST_DAY = 1_000;

    private static final int MOST = 20;

    /** @throws Rejected {@code campaign.phase_out_of_range}, {@code list.too_long}, {@code text.*} */
    public static List<CampaignPhase> checked(List<CampaignPhase> phases) {
        Text.checkCount(phases, "phases", MOST);
        List<CampaignPhase> checked = new ArrayList<>(phases.size());
        phases.forEach(phase -> checked.add(phase.checked("phases/" + checked.size())));
        return List.copyOf(checked);
    }

    private CampaignPhase checked(String at) {
        if (startDay < 1 || endDay < startDay || endDay > LAST_DAY) {
            throw Rejected.field(
                    at + "/end_day",
                    "campaign.phase_out_of_range",
                    "a phase lasts from start_day to end_day, between 1 and " + LAST_DAY);
        }
        return new CampaignPhase(
                Text.required(name, at + "/name", 200), Text.optional(goal, at + "/goal", 2_000), startDay, endDay);
    }
}
