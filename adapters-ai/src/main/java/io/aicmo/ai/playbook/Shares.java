package io.aicmo.ai.playbook;

import io.aicmo.domain.cmo.BudgetShare;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Splits a budget by weights into whole per cents that add up to 100. */
final class Shares {
    private static final int MOST_CHANNELS = 12;
    private static final int CONTENT = 20;
    private static final int TESTS = 10;

    private Shares() {}

    /** A share for each channel by its role, for the content, and for what is tried out. */
    static List<BudgetShare> of(List<String> channels) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        channels.stream()
                .distinct()
                .limit(MOST_CHANNELS)
                .forEach(channel -> weights.put(channel, ChannelRole.of(channel).weight()));
        weights.putIfAbsent("content", CONTENT);
        weights.putIfAbsent("tests", TESTS);
        return split(weights);
    }

    private static List<BudgetShare> split(Map<String, Integer> weights) {
        int whole = weights.values().stream().mapToInt(Integer::intValue).sum();
        List<BudgetShare> shares = new ArrayList<>();
        int left = 100;
        int weightLeft = whole;
        for (Map.Entry<String, Integer> part : weights.entrySet()) {
            // Of what is left the part that is due of the weight that is left: the last one takes all of it.
            int percent = Math.round((float) left * part.getValue() / weightLeft);
            shares.add(new BudgetShare(part.getKey(), BigDecimal.valueOf(percent)));
            left -= percent;
            weightLeft -= part.getValue();
        }
        return shares;
    }
}
