package io.aicmo.port.event;

import io.aicmo.domain.event.DomainEvent;
import io.aicmo.domain.shared.EventId;
import io.aicmo.domain.shared.WorkspaceId;
import io.aicmo.domain.tenant.Permission;
import io.aicmo.port.Actor;
import io.aicmo.port.job.Payloads;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A type of event, declared once: its name, what it says and who may know.
 *
 * @param name {@code <noun>.<past tense>}
 * @param purpose says in one sentence when it happens
 * @param data the record that it says; a component {@code workspaceId} keeps it from whoever may not enter there
 */
public record EventType<D extends Record>(String name, String purpose, Class<D> data, Sight sight) {

    /** Who may know of an event. */
    @FunctionalInterface
    public interface Sight {
        boolean of(Actor actor, Map<String, Object> data);

        /** Whoever has this permission. */
        static Sight with(Permission permission) {
            return (actor, data) -> actor.may(permission);
        }

        /** None of these who may enter only some workspaces. */
        default Sight whereAllWorkspacesAreOpen() {
            return (actor, data) -> actor.workspaces().isEmpty() && of(actor, data);
        }

        /** As well whoever asked for what it is about, as its {@code asked_by} says. */
        default Sight orWhoAsked() {
            return (actor, data) -> of(actor, data)
                    || (actor.id() != null && actor.id().toString().equals(data.get("asked_by")));
        }
    }

    /** An event of this type. */
    public DomainEvent event(UUID id, D what, Instant at) {
        return new DomainEvent(new EventId(id), name, at, 0, Payloads.write(what));
    }

    /** Whether somebody may know of this event, which is of this type. */
    public boolean isVisible(Actor actor, DomainEvent event) {
        return sight.of(actor, event.data()) && mayEnter(actor, event.data().get("workspace_id"));
    }

    private boolean mayEnter(Actor actor, @Nullable Object workspace) {
        if (actor.workspaces().isEmpty() || !isOfWorkspace()) {
            return true;
        }
        return workspace instanceof String id && actor.mayEnter(new WorkspaceId(UUID.fromString(id)));
    }

    private boolean isOfWorkspace() {
        return Arrays.stream(data.getRecordComponents())
                .anyMatch(component -> component.getType() == WorkspaceId.class);
    }

    @Override
    public String toString() {
        return name;
    }
}
