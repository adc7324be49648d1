package io.aicmo.http.workflow;

import io.aicmo.domain.shared.Rejected;
import io.aicmo.domain.workflow.Condition;
import io.aicmo.domain.workflow.WorkflowStep;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A step as it is asked for. */
record GivenStep(
        WorkflowStep.Kind kind,
        @Nullable @Size(max = 60) String action,
        @Nullable Map<String, Object> input,
        @Nullable @Min(0) @Max(WorkflowStep.LONGEST_WAIT) Integer waitMinutes,
        @Nullable List<GivenCondition> conditions) {

    /** A condition as it is asked for. */
    record GivenCondition(
            @Size(min = 1, max = 70) String field,
            Condition.Operator operator,
            @Nullable List<String> values) {
        Condition condition() {
            return new Condition(field, operator, Objects.requireNonNullElse(values, List.of()));
        }
    }

    private WorkflowStep step() {
        return new WorkflowStep(
                kind,
                action,
                Objects.requireNonNullElse(input, Map.of()),
                Objects.requireNonNullElse(waitMinutes, 0),
                conditions(conditions));
    }

    /** @throws Rejected what is wrong, at its place */
    static List<WorkflowStep> steps(List<GivenStep> given) {
        List<WorkflowStep> steps = new ArrayList<>(given.size());
        for (GivenStep one : given) {
            try {
                steps.add(one.step());
            } catch (Rejected no) {
                throw no.within("steps/" + steps.size());
            }
        }
        return steps;
    }

    /** @throws Rejected what is wrong, at its place */
    static List<Condition> conditions(@Nullable List<GivenCondition> given) {
        List<Condition> conditions = new ArrayList<>();
        for (GivenCondition one : given == null ? List.<GivenCondition>of() : given) {
            try {
                conditions.add(one.condition());
            } catch (Rejected no) {
                throw no.within("conditions/" + conditions.size());
            }
        }
        return conditions;
    }

    static GivenStep of(WorkflowStep step) {
        return new GivenStep(
                step.kind(),
                step.action(),
                step.input(),
                step.waitMinutes() == 0 ? null : step.waitMinutes(),
                of(step.conditions()));
    }

    static List<GivenCondition> of(List<Condition> conditions) {
        return conditions.stream()
                .map(one -> new GivenCondition(one.field(), one.operator(), one.values()))
                .toList();
    }
}
