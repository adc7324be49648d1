package io.aicmo.port.inmemory;

import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.job.Job;
import java.time.Instant;

/**
 * A job, and whose it is.
 *
 * @param due when it may be taken; while it runs, when whoever took it is given up
 */
record WaitingJob(TenantId tenant, Job job, Instant due) {}
