package io.aicmo.postgres;

import io.aicmo.port.contract.Adapter;
import io.aicmo.port.contract.AgentRunStoreContract;
import io.aicmo.port.contract.AgentWorkContract;
import io.aicmo.port.contract.CredentialStoreContract;
import io.aicmo.port.contract.EventLogContract;
import io.aicmo.port.contract.IdempotencyStoreContract;
import io.aicmo.port.contract.JobQueueContract;
import io.aicmo.port.contract.JobStoreContract;
import io.aicmo.port.contract.LaunchContract;
import io.aicmo.port.contract.LeadStoreContract;
import io.aicmo.port.contract.OutboxStoreContract;
import io.aicmo.port.contract.PerformanceStoreContract;
import io.aicmo.port.contract.RecordStoreContract;
import io.aicmo.port.contract.RegenerationContract;
import io.aicmo.port.contract.RetryEventsContract;
import io.aicmo.port.contract.ScheduleStoreContract;
import io.aicmo.port.contract.SendingContract;
import io.aicmo.port.contract.SequenceStepStoreContract;
import io.aicmo.port.contract.SweeperContract;
import io.aicmo.port.contract.TenantStoreContract;
import io.aicmo.port.contract.TransactionsContract;
import io.aicmo.port.contract.VersionStoreContract;
import org.junit.jupiter.api.Nested;

/** What the ports promise, kept by this adapter. */
abstract class Contracts {
    /** The adapter, as one of its roles. */
    abstract Postgres postgres();

    private Adapter ours() {
        return new PostgresAdapter(postgres());
    }

    @Nested
    class OfTransactions implements TransactionsContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfRecords implements RecordStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfVersions implements VersionStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfTenants implements TenantStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfAgentsWork implements AgentWorkContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfRegeneration implements RegenerationContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfLaunches implements LaunchContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfCredentials implements CredentialStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfIdempotency implements IdempotencyStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfLeads implements LeadStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfSequenceSteps implements SequenceStepStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfTheOutbox implements OutboxStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfSending implements SendingContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfAgentRuns implements AgentRunStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfPerformance implements PerformanceStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfJobs implements JobStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfTheJobQueue implements JobQueueContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfTheSweeper implements SweeperContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfEvents implements EventLogContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfEventsToldAgain implements RetryEventsContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }

    @Nested
    class OfSchedules implements ScheduleStoreContract {
        @Override
        public Adapter adapter() {
            return ours();
        }
    }
}
