package io.aicmo.port.contract;

import io.aicmo.domain.shared.JobId;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.job.JobKind;
import io.aicmo.port.job.JobQueue;
import io.aicmo.port.job.JobRun;

/** A try at a job that was taken, of which nobody asks how far it is. */
public record OneTry<P extends Record>(JobQueue.Claimed claimed, JobKind<P> kind) implements JobRun<P> {
    @Override
    public TenantId tenant() {
        return claimed.lease().tenant();
    }

    @Override
    public JobId id() {
        return claimed.job().id();
    }

    @Override
    public P payload() {
        return kind.read(claimed.job().payload());
    }

    @Override
    public int hops() {
        return claimed.job().hops();
    }

    @Override
    public int attempt() {
        return claimed.job().tries();
    }

    @Override
    public void progress(long done, long total) {
        // Nobody looks.
    }

    @Override
    public boolean isCancelled() {
        return false;
    }
}
