package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.ai.AgentRunner;
import io.aicmo.ai.GatewaySettings;
import io.aicmo.ai.OpenAiGateway;
import io.aicmo.ai.playbook.Playbooks;
import io.aicmo.application.ai.AiBudget;
import io.aicmo.application.ai.AskAgent;
import io.aicmo.application.ai.KernelMode;
import io.aicmo.application.ai.OrchestrateAgents;
import io.aicmo.application.cmo.CmoModes;
import io.aicmo.domain.ai.MonthlyBudget;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.Playbook;
import io.aicmo.port.cmo.PerformanceStore;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.tenant.TenantStore;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The agents: with the AI that is configured, else by their playbooks. */
@Module
interface AiModule {
    @Provides
    @Singleton
    static Optional<OpenAiGateway> gateway(Optional<GatewaySettings> settings) {
        return settings.map(OpenAiGateway::new);
    }

    @Provides
    @Singleton
    static Agents agents(
            Optional<OpenAiGateway> gateway,
            Optional<MonthlyBudget> budget,
            List<Playbook<?, ?>> playbooks,
            Transactions transactions,
            Records records,
            AgentRunStore runs,
            Ids ids,
            InstantSource clock) {
        AiBudget within = budget.map(most -> new AiBudget(most, transactions, runs, clock))
                .orElse(null);
        return new AgentRunner(gateway.orElse(null), within, playbooks, transactions, records, runs, ids, clock);
    }

    @Provides
    static List<Playbook<?, ?>> playbooks() {
        return Playbooks.ALL;
    }

    @Provides
    static List<KernelMode<?, ?>> modes(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            PerformanceStore performance,
            LeadStore leads,
            SpineStore spine,
            ChannelCatalogue channels,
            Agents agents,
            Ids ids,
            InstantSource clock) {
        return CmoModes.of(transactions, records, tenants, performance, leads, spine, channels, agents, ids, clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> asksAgents(
            List<KernelMode<?, ?>> modes,
            Transactions transactions,
            Records records,
            JobStore jobs,
            Ids ids,
            InstantSource clock) {
        return OrchestrateAgents.JOB.by(new OrchestrateAgents(
                modes, new AskAgent(transactions, records, clock), transactions, jobs, ids, clock)::handle);
    }
}
