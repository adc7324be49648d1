package io.aicmo.ai;

import io.aicmo.ai.AnswerShape.Faulty;
import io.aicmo.application.ai.AiBudget;
import io.aicmo.domain.ai.AgentRun;
import io.aicmo.domain.job.Priority;
import io.aicmo.domain.tenant.Workspace;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import io.aicmo.port.Records;
import io.aicmo.port.Transactions;
import io.aicmo.port.ai.Agent;
import io.aicmo.port.ai.AgentAnswer;
import io.aicmo.port.ai.AgentRequest;
import io.aicmo.port.ai.AgentRunStore;
import io.aicmo.port.ai.Agents;
import io.aicmo.port.ai.AiFailure;
import io.aicmo.port.ai.AiGateway;
import io.aicmo.port.ai.AiGateway.Message;
import io.aicmo.port.ai.AiGateway.Question;
import io.aicmo.port.ai.AiGateway.Reply;
import io.aicmo.port.ai.Deadline;
import io.aicmo.port.ai.Listener;
import io.aicmo.port.ai.Playbook;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs agents with a model, or by their playbooks where there is none. */
public final class AgentRunner implements Agents {
    private static final Logger LOG = LoggerFactory.getLogger(AgentRunner.class);
    /** So much of a faulty answer is quoted to the model that shall repair it. */
    private static final int QUOTED = 50_000;

    private final @Nullable AiGateway gateway;
    private final @Nullable AiBudget budget;
    private final Map<Agent<?, ?>, Playbook<?, ?>> playbooks = new HashMap<>();
    private final Transactions transactions;
    private final Records records;
    private final RunLog log;
    private final Prompts prompts = new Prompts();
    private final Schemas schemas = new Schemas();
    private final Map<Class<?>, AnswerShape<?>> shapes = new ConcurrentHashMap<>();

    /**
     * @param gateway the model, or null where none is configured
     * @param budget what a tenant may spend on it, or null for whatever it takes
     * @param playbooks one for each agent that has one
     * @param transactions to look up whether a workspace allows a playbook in a model's place
     */
    public AgentRunner(
            @Nullable AiGateway gateway,
            @Nullable AiBudget budget,
            List<? extends Playbook<?, ?>> playbooks,
            Transactions transactions,
            Records records,
            AgentRunStore runs,
            Ids ids,
            InstantSource clock) {
        this.gateway = gateway;
        this.budget = budget;
        playbooks.forEach(playbook -> this.playbooks.put(playbook.agent(), playbook));
        this.transactions = transactions;
        this.records = records;
        this.log = new RunLog(runs, ids, clock);
    }

    @Override
    public <I extends Record, O extends Record> AgentAnswer<O> run(
            Actor actor, AgentRequest<I, O> request, Listener listener) {
        if (actor.transaction() != null) {
            throw new IllegalStateException("an agent is not run inside a transaction");
        }
        RunLog.Entry entry = log.begin(actor, request, modelFor(request.agent()));
        O output;
        try {
            output = answer(actor, request, listener, entry);
        } catch (RuntimeException | Error failed) {
            log.failed(entry, failed);
            throw failed;
        }
        log.succeeded(entry, output);
        return entry.answer(output);
    }

    private String modelFor(Agent<?, ?> agent) {
        return gateway == null ? AgentRun.OFFLINE_PLAYBOOK : gateway.model(agent.priority());
    }

    private <I extends Record, O extends Record> O answer(
            Actor actor, AgentRequest<I, O> request, Listener listener, RunLog.Entry entry) {
        if (gateway == null) {
            return byPlaybook(request, listener);
        }
        try {
            if (budget != null) {
                budget.check(actor);
            }
            return byModel(gateway, request, listener, entry);
        } catch (AiFailure failure) {
            if (!failure.allowsFallback()
                    || !playbooks.containsKey(request.agent())
                    || !allowsPlaybook(actor, request)) {
                throw failure;
            }
            LOG.info("{} is answered by its playbook: {}", request.agent(), failure.getMessage());
            entry.fellBack(failure);
            return byPlaybook(request, listener);
        }
    }

    private <I extends Record, O extends Record> O byModel(
            AiGateway model, AgentRequest<I, O> request, Listener listener, RunLog.Entry entry) {
        // One for the whole run: a repair has the time that the first answer left.
        Deadline deadline = Deadline.in(model.patience()).orSooner(listener.deadline());
        AnswerShape<O> shape = shape(request.agent());
        List<Message> conversation = new ArrayList<>(prompts.opening(request.agent(), entry.input()));
        Priority urgency = request.agent().priority();
        String first = ask(
                model, request.agent(), new Question(conversation, shape.asked(), urgency, deadline), listener, entry);
        try {
            return shape.read(first);
        } catch (Faulty faulty) {
            LOG.info("{} answered against the rules and is asked to repair: {}", request.agent(), faulty.faults());
            conversation.add(Message.assistant(first.length() > QUOTED ? first.substring(0, QUOTED) : first));
            conversation.add(Prompts.repair(faulty.faults()));
        }
        String repaired = ask(
                model, request.agent(), new Question(conversation, shape.asked(), urgency, deadline), listener, entry);
        try {
            return shape.read(repaired);
        } catch (Faulty faulty) {
            throw new AiFailure.InvalidAnswer(faulty.faults());
        }
    }

    private static String ask(
            AiGateway model, Agent<?, ?> agent, Question question, Listener listener, RunLog.Entry entry) {
        Reply reply = agent.streams() ? model.stream(question, listener) : model.complete(question, listener);
        entry.answered(reply);
        return reply.text();
    }

    private <I extends Record, O extends Record> O byPlaybook(AgentRequest<I, O> request, Listener listener) {
        listener.check();
        O output = playbook(request.agent()).answer(request.input());
        listener.hear(Json.text(output));
        return output;
    }

    private boolean allowsPlaybook(Actor actor, AgentRequest<?, ?> request) {
        return transactions
                .read(actor, tx -> records.of(RecordTypes.WORKSPACES).find(tx, request.workspaceId()))
                .map(Workspace::playbookFallback)
                .orElse(false);
    }

    @SuppressWarnings("unchecked") // it was filed under its own agent
    private <I extends Record, O extends Record> Playbook<I, O> playbook(Agent<I, O> agent) {
        Playbook<?, ?> playbook = playbooks.get(agent);
        if (playbook == null) {
            throw new IllegalStateException("there is no playbook for " + agent);
        }
        return (Playbook<I, O>) playbook;
    }

    @SuppressWarnings("unchecked") // it was made for this class
    private <O extends Record> AnswerShape<O> shape(Agent<?, O> agent) {
        return (AnswerShape<O>) shapes.computeIfAbsent(
                agent.output(), type -> new AnswerShape<>(agent.name(), agent.output(), schemas));
    }
}
