package io.aicmo.ai;

import io.aicmo.domain.job.Priority;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.Playbook;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent to try the runner with. */
final class Slogans {
    static final Agent<Facts, Slogan> AGENT = new Agent<>(
            "slogan_writer",
            "slogan",
            "cmo-slogan",
            "Writes slogans.",
            Priority.P1,
            "1",
            Facts.class,
            Slogan.class,
            true);

    static final Playbook<Facts, Slogan> PLAYBOOK = new Playbook<>() {
        @Override
        public Agent<Facts, Slogan> agent() {
            return AGENT;
        }

        @Override
        public Slogan answer(Facts input) {
            if (input.brand().isBlank()) {
                throw Rejected.field("brand", "brand.missing", "there is no brand to write for");
            }
            return new Slogan(
                    input.brand() + " for everybody",
                    Tone.PLAIN_SPOKEN,
                    List.of(new Line("Try " + input.brand(), 1), new Line("Then stay", 2)),
                    null,
                    null,
                    null);
        }
    };

    private Slogans() {}

    /** What it is told. */
    record Facts(String brand, String note) {}

    /** How it speaks. */
    enum Tone {
        PLAIN_SPOKEN,
        WITTY
    }

    /** A line of it. */
    record Line(String text, int rank) {}

    /** What it answers. */
    record Slogan(
            String headline,
            Tone tone,
            List<Line> lines,
            @Nullable LeadId dedicatedTo,
            @Nullable LocalDate startsOn,
            @Nullable BigDecimal budget) {
        Slogan {
            lines = List.copyOf(lines);
            if (headline.length() > 60) {
                throw Rejected.field("headline", "slogan.too_long", "a headline has at most 60 characters");
            }
        }
    }
}
