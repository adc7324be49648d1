package io.aicmo.port.crm;

import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.shared.ActivityId;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.ContactId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.Violation;
import io.aicmo.port.Forbidden;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a decision. */
public sealed interface SpineOutcome {

    /**
     * What an event was attributed to, and what it did.
     *
     * @param leadStatus the lead's status after it, or null where there is no lead
     * @param pausedRuns how many sequence runs are paused because of it
     */
    record Attribution(
            ActivityId activityId,
            ContactId contactId,
            @Nullable LeadId leadId,
            CampaignId campaignId,
            @Nullable LeadStatus leadStatus,
            int pausedRuns) {}

    /** New, and kept. */
    record Recorded(Attribution attribution) implements SpineOutcome {}

    /** Seen before; nothing was changed. */
    record Duplicate(Attribution attribution) implements SpineOutcome {}

    /** It is wrong, or names something that does not exist, for these reasons, at least one; nothing was changed. */
    record Refused(List<Violation> violations) implements SpineOutcome {
        public Refused(Violation violation) {
            this(List.of(violation));
        }

        /** The first reason. */
        public Violation violation() {
            return violations.get(0);
        }
    }

    /** It is of a workspace that whoever tells it may not enter; nothing was changed. */
    record Elsewhere() implements SpineOutcome {
        /** Why, for whoever tells it. */
        public String detail() {
            return "this credential has no access to the workspace whose event this is";
        }

        /** The refusal as it is answered. */
        public Forbidden refusal() {
            return new Forbidden(detail());
        }
    }

    /** It could not be stored, and others beside it could; nothing of it was kept, and it may be tried again. */
    record Failed(String detail) implements SpineOutcome {}
}
