package io.aicmo.application.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.contract.TestClock;
import io.aicmo.port.contract.World;
import io.aicmo.port.inmemory.InMemory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is looked at before an agent is asked, and for how long it is believed. */
class AskAgentTest {
    private final InMemory memory = new InMemory();
    private final TestClock clock = new TestClock(World.NOW);
    private final AskAgent askAgent = new AskAgent(memory.transactions(), memory.records(), clock);
    private final Actor actor = Actor.system(new TenantId(World.id()));
    private final WorkspaceId workspace = new WorkspaceId(World.id());

    private void open() {
        Workspace opened = Workspace.open(workspace, "Northwind", new CampaignId(World.id()), World.NOW);
        memory.transactions()
                .write(actor, tx -> memory.records().of(RecordTypes.WORKSPACES).insert(tx, opened));
    }

    private void delete() {
        memory.transactions().write(actor, tx -> {
            memory.records().of(RecordTypes.WORKSPACES).delete(tx, workspace, World.NOW);
            return true;
        });
    }

    private @Nullable String refusal(Actor asking) {
        Rejected refused = catchThrowableOfType(Rejected.class, () -> askAgent.check(asking, workspace, null, null));
        return refused == null ? null : refused.code();
    }

    @Test
    void aWorkspaceThatWasThereIsBelievedToBeForLessThanASecond() {
        open();
        assertThat(refusal(actor)).isNull();
        delete();

        clock.pass(AskAgent.BELIEVED.minusMillis(1));
        assertThat(refusal(actor)).isNull();
        clock.pass(Duration.ofMillis(1));

        assertThat(refusal(actor)).isEqualTo("workspace.unknown");
        assertThat(AskAgent.BELIEVED).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void oneThatWasNotThereIsFoundAsSoonAsItIs() {
        assertThat(refusal(actor)).isEqualTo("workspace.unknown");

        open();

        assertThat(refusal(actor)).isNull();
    }

    @Test
    void whatOneTenantsWorkspaceIsBelievedToBeSaysNothingToAnother() {
        open();
        assertThat(refusal(actor)).isNull();

        assertThat(refusal(Actor.system(new TenantId(World.id())))).isEqualTo("workspace.unknown");
    }

    @Test
    void whatIsOnlySeenInAnOpenTransactionIsNotBelieved() {
        Workspace unsaved = Workspace.open(workspace, "Northwind", new CampaignId(World.id()), World.NOW);
        assertThatThrownBy(() -> memory.transactions().write(actor, tx -> {
                    memory.records().of(RecordTypes.WORKSPACES).insert(tx, unsaved);
                    assertThat(refusal(actor.within(tx))).isNull();
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(refusal(actor)).isEqualTo("workspace.unknown");
    }

    @Test
    void aCampaignIsLookedForEachTime() {
        open();
        assertThat(refusal(actor)).isNull();

        assertThat(catchThrowableOfType(
                                Rejected.class,
                                () -> askAgent.check(actor, workspace, new CampaignId(World.id()), null))
                        .code())
                .isEqualTo("campaign.unknown");
    }
}
