package io.aicmo.app.wiring;

import dagger.Module;
import dagger.Provides;
import dagger.multibindings.IntoSet;
import io.aicmo.application.crm.ChangeLead;
import io.aicmo.application.crm.EnrollLead;
import io.aicmo.application.messaging.Messaging;
import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.application.workflow.CallWebhook;
import io.aicmo.application.workflow.LeadActions;
import io.aicmo.application.workflow.NotifySlack;
import io.aicmo.application.workflow.RunWorkflow;
import io.aicmo.application.workflow.StartWorkflows;
import io.aicmo.domain.crm.ChannelCatalogue;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.port.Ids;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.crm.LeadStore;
import io.aicmo.port.crm.SequenceStepStore;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.port.event.EventListener;
import io.aicmo.port.job.JobStore;
import io.aicmo.port.job.JobWork;
import io.aicmo.port.tenant.TenantStore;
import io.aicmo.port.workflow.WorkflowAction;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Workflows: what they can do, what starts them and what runs them. */
@Module
interface WorkflowsModule {
    @Provides
    static List<WorkflowAction> actions(
            Transactions transactions,
            Records records,
            TenantStore tenants,
            SpineStore spine,
            SequenceStepStore steps,
            LeadStore leads,
            JobStore jobs,
            ChannelCatalogue channels,
            Messaging messaging,
            QueueWebhooks queue,
            Ids ids,
            InstantSource clock) {
        LeadActions withLeads = new LeadActions(
                new ChangeLead(transactions, records, tenants, new SpineRules(channels), spine, ids, clock),
                new EnrollLead(transactions, records, steps, leads, jobs, ids, clock),
                records,
                jobs,
                ids,
                clock);
        List<WorkflowAction> all = new ArrayList<>(withLeads.all());
        all.add(new NotifySlack(messaging));
        all.add(new CallWebhook(records, queue, ids, clock));
        return List.copyOf(all);
    }

    @Provides
    static RunWorkflow runner(
            Transactions transactions,
            Records records,
            JobStore jobs,
            List<WorkflowAction> actions,
            Ids ids,
            InstantSource clock) {
        return new RunWorkflow(transactions, records, jobs, actions, ids, clock);
    }

    @Provides
    @IntoSet
    static JobWork<?> runs(RunWorkflow runWorkflow) {
        return RunWorkflow.JOB.by(runWorkflow);
    }

    @Provides
    @Singleton
    static StartWorkflows starter(
            Transactions transactions, Records records, RunWorkflow runWorkflow, Ids ids, InstantSource clock) {
        return new StartWorkflows(transactions, records, runWorkflow, ids, clock);
    }

    @Provides
    @IntoSet
    static EventListener starts(StartWorkflows startWorkflows) {
        return startWorkflows.listener();
    }
}
