package io.aicmo.http.messaging;

import io.aicmo.application.messaging.SendMessage;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.OutboundMessageId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.http.Answer;
import io.aicmo.http.Call;
import io.aicmo.http.Hexagon;
import io.aicmo.http.Route;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The functions that send one message. */
public final class SendRoutes {
    private final SendMessage sendMessage;

    public SendRoutes(Hexagon hexagon) {
        this.sendMessage = new SendMessage(hexagon.messaging());
    }

    /**
     * Asks for mail to a lead.
     *
     * @param campaignId what it is for; else what the lead is for
     */
    record MailInput(
            LeadId leadId,
            @Nullable CampaignId campaignId,
            @Size(min = 1, max = 998) String subject,
            @Size(min = 1, max = 100_000) String body) {}

    /** Asks for word to the team. */
    record TeamInput(
            @Size(min = 1, max = 40_000) String text,
            @Nullable WorkspaceId workspaceId) {}

    /** The message, and the job that sends it. */
    record MessageJob(JobId jobId, OutboundMessageId outboundMessageId) {}

    public List<Route> routes() {
        return List.of(
                Route.post("/functions/v1/send-email")
                        .may(Permission.SEQUENCES_RUN)
                        .asFunction("async", "Sends a lead one mail, unless the person does not want any.")
                        .takes(MailInput.class)
                        .answers(202, MessageJob.class)
                        .by(this::mail),
                Route.post("/functions/v1/notify-slack")
                        .may(Permission.MARKETING_WRITE)
                        .asFunction("async", "Tells the team something on Slack.")
                        .takes(TeamInput.class)
                        .answers(202, MessageJob.class)
                        .by(this::tell));
    }

    private Answer mail(Call call, MailInput input) {
        return accepted(sendMessage.mail(
                call.actor(), new SendMessage.Mail(input.leadId, input.campaignId, input.subject, input.body)));
    }

    private Answer tell(Call call, TeamInput input) {
        return accepted(sendMessage.tell(call.actor(), input.workspaceId, input.text));
    }

    private static Answer accepted(SendMessage.Asked asked) {
        return Answer.of(202, new MessageJob(asked.jobId(), asked.outboundMessageId()))
                .header("Location", "/v1/jobs/" + asked.jobId());
    }
}
