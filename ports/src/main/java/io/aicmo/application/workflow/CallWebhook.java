package io.aicmo.application.workflow;

import io.aicmo.application.webhook.QueueWebhooks;
import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.shared.WebhookEndpointId;
import io.aicmo.domain.shared.WebhookMessageId;
import io.aicmo.domain.webhook.WebhookEndpoint;
import io.aicmo.domain.workflow.Facts;
import io.aicmo.domain.workflow.WorkflowExecution;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Tx;
import io.aicmo.port.workflow.WorkflowAction;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * A workflow calls one of the tenant's webhook endpoints, whatever its topics: the delivery is queued with the step, and
 * is signed, tried again and logged as all of them are.
 */
public final class CallWebhook implements WorkflowAction {
    /** The type of the message. */
    public static final String TYPE = "workflow.called";

    private static final String ENDPOINT = "webhook_endpoint_id";
    private static final String DATA = "data";

    private final Records records;
    private final QueueWebhooks queue;
    private final Ids ids;
    private final InstantSource clock;

    public CallWebhook(Records records, QueueWebhooks queue, Ids ids, InstantSource clock) {
        this.records = records;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "call_webhook";
    }

    @Override
    public String purpose() {
        return "Sends the event, and input.data if there is any, to the webhook endpoint input.webhook_endpoint_id.";
    }

    @Override
    public void check(Map<String, Object> input) {
        id(input);
        Object data = input.get(DATA);
        if (data != null && !(data instanceof Map<?, ?>)) {
            throw Rejected.field("input", "workflow_step.input_invalid", "data is no object");
        }
    }

    @Override
    public String carryOut(Tx tx, WorkflowExecution execution, Map<String, Object> input) {
        WebhookEndpoint endpoint = endpoint(tx, input);
        QueueWebhooks.Message message = new QueueWebhooks.Message(
                new WebhookMessageId(ids.next()), TYPE, clock.instant(), null, said(execution, input));
        return queue.to(tx, endpoint.id(), message)
                .map(queued -> "delivery " + queued.delivery().id())
                .orElseThrow(() -> new IllegalStateException("a new id was seen before"));
    }

    @Override
    public String would(Tx tx, Facts known, Map<String, Object> input) {
        return "sends " + TYPE + " to the webhook endpoint "
                + endpoint(tx, input).id();
    }

    private WebhookEndpoint endpoint(Tx tx, Map<String, Object> input) {
        WebhookEndpointId id = id(input);
        WebhookEndpoint endpoint = records.of(RecordTypes.WEBHOOK_ENDPOINTS)
                .find(tx, id)
                .orElseThrow(
                        () -> Rejected.of("webhook_endpoint.unknown", "there is no webhook endpoint " + id + " now"));
        if (!endpoint.enabled()) {
            throw Rejected.of("webhook_endpoint.disabled", "the webhook endpoint " + id + " is switched off");
        }
        return endpoint;
    }

    private static Map<String, Object> said(WorkflowExecution execution, Map<String, Object> input) {
        Map<String, Object> said = new HashMap<>();
        said.put("workflow_execution_id", execution.id().toString());
        said.put("workflow_trigger_id", execution.triggerId().toString());
        said.put("position", execution.position());
        said.put("event_id", execution.eventId().toString());
        said.put("event_type", execution.eventType());
        said.put("event", execution.event());
        Object data = input.get(DATA);
        if (data != null) {
            said.put(DATA, data);
        }
        return said;
    }

    private static WebhookEndpointId id(Map<String, Object> input) {
        try {
            return new WebhookEndpointId(UUID.fromString(WorkflowAction.text(input, ENDPOINT)));
        } catch (IllegalArgumentException e) {
            throw Rejected.field("input", "workflow_step.input_invalid", ENDPOINT + " is no id");
        }
    }
}
