package io.aicmo.application.crm;

import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.SendingHours;
import io.aicmo.domain.crm.Sequence;
import io.aicmo.domain.crm.SequenceStep;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.SequenceId;
import io.aicmo.domain.shared.SequenceStepId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.crm.SequenceStepStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes a sequence with its steps. */
public final class CreateSequence {
    private final Transactions transactions;
    private final Records records;
    private final SequenceStepStore steps;
    private final Workspaces workspaces;
    private final ChannelCatalogue channels;
    private final Ids ids;
    private final InstantSource clock;

    public CreateSequence(
            Transactions transactions,
            Records records,
            SequenceStepStore steps,
            ChannelCatalogue channels,
            Ids ids,
            InstantSource clock) {
        this.transactions = transactions;
        this.records = records;
        this.steps = steps;
        this.workspaces = new Workspaces(records);
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /** A step as it is asked for; its place is its place in the list. */
    public record Step(
            String channel, int delayHours, @Nullable String subject, String body) {}

    /**
     * What is asked for.
     *
     * @param sendingHours when its messages may be sent, or null for when the workspace says
     */
    public record Command(
            WorkspaceId workspaceId,
            CampaignId campaignId,
            String name,
            @Nullable SendingHours sendingHours,
            List<Step> steps) {}

    /** A sequence and its steps by position. */
    public record Result(Sequence sequence, List<SequenceStep> steps) {}

    /**
     * @throws io.aicmo.domain.shared.Rejected {@code sequence.*}, {@code channel.unknown}, {@code campaign.unknown},
     *     {@code campaign.in_other_workspace}, {@code text.*}
     */
    public Result handle(Actor actor, Command command) {
        Instant now = clock.instant();
        SequenceId id = new SequenceId(ids.next());
        List<SequenceStep> made = IntStream.range(0, command.steps.size())
                .mapToObj(position -> step(id, position, command.steps.get(position)))
                .toList();
        Sequence.checkSteps(made, channels);
        return transactions.write(actor, tx -> {
            WorkspaceId workspace = workspaces.of(tx, command.campaignId, command.workspaceId);
            Sequence sequence = records.of(RecordTypes.SEQUENCES)
                    .insert(
                            tx,
                            new Sequence(
                                    id,
                                    workspace,
                                    command.campaignId,
                                    command.name,
                                    command.sendingHours,
                                    now,
                                    now,
                                    1,
                                    null));
            steps.replace(tx, id, made);
            return new Result(sequence, made);
        });
    }

    private SequenceStep step(SequenceId sequence, int position, Step step) {
        return new SequenceStep(
                new SequenceStepId(ids.next()),
                sequence,
                position,
                step.channel,
                step.delayHours,
                step.subject,
                step.body);
    }
}
