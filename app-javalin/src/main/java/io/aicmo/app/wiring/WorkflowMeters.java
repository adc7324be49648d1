package io.aicmo.app.wiring;

import io.aicmo.application.workflow.StartWorkflows;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Consumer;

/** What workflows were kept from doing, for {@code /metrics}. */
record WorkflowMeters(StartWorkflows startWorkflows) implements Consumer<MeterRegistry> {
    @Override
    public void accept(MeterRegistry registry) {
        FunctionCounter.builder("aicmo.workflows.loops", startWorkflows, StartWorkflows::loops)
                .description("executions that this node stopped because they were loops")
                .register(registry);
    }
}
