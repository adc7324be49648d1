package io.aicmo.postgres;

import static io.aicmo.port.contract.Happening.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.cmo.Campaign;
import io.aicmo.domain.crm.Activity;
import io.aicmo.domain.crm.Lead;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.LeadId;
import io.aicmo.domain.shared.PhoneNumber;
import io.aicmo.port.Page;
import io.aicmo.port.Tx;
import io.aicmo.port.contract.Happening;
import io.aicmo.port.contract.Home;
import io.aicmo.port.contract.World;
import io.aicmo.port.crm.SpineOutcome;
import io.aicmo.port.crm.SpineStore;
import io.aicmo.postgres.sql.PgTx;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is read does not grow with what is kept, under row security: no table as a whole, and of an index about as many
 * entries as there are events or rows on the page.
 */
class SpinePlansTest {
    private static final int PEOPLE = 3_000;

    private static final SpineStore SPINE = new PostgresAdapter(TestDatabase.postgres()).spine();
    private static Home home;
    private static Campaign campaign;
    private static Lead lead;

    @BeforeAll
    static void manyPeople() throws SQLException {
        home = new World(new PostgresAdapter(TestDatabase.postgres())).aTenant();
        campaign = home.aCampaign();
        lead = home.aLead(campaign);
        for (int i = 0; i < 20; i++) {
            List<Happening> history = IntStream.range(i * 50, i * 50 + 50)
                    .mapToObj(minutes -> a("email_opened").to(lead).ago(Duration.ofMinutes(minutes)))
                    .toList();
            home.apply(history);
        }
        try (Connection admin = TestDatabase.admin();
                Statement statement = admin.createStatement()) {
            statement.execute(
                    """
                    insert into crm_contacts (tenant_id, id, email, phone, consent, attributes, created_at, updated_at,
                        version)
                    select '%1$s', gen_random_uuid(), 'p' || n || '@example.com', '+49151' || 1000000 + n, '{}', '{}',
                        now(), now(), 1
                    from generate_series(1, %2$d) n;
                    insert into crm_leads (tenant_id, id, contact_id, workspace_id, campaign_id, status, score,
                        score_reasons, created_at, updated_at, version)
                    select c.tenant_id, gen_random_uuid(), c.id, '%3$s', '%4$s', 'new', 0, '[]', now(), now(), 1
                    from crm_contacts c
                    where c.tenant_id = '%1$s' and c.phone is not null;
                    analyze crm_contacts, crm_leads, crm_activities, channel_events
                    """.formatted(home.tenant(), PEOPLE, home.workspace().id(), campaign.id()));
        }
    }

    @Test
    void eventsAreAttributedByIndexHoweverTheyNameThePerson() {
        List<LeadId> leads = someLeads();
        Stream<Happening> byLead = leads.stream().map(id -> a("email_replied").to(Party.lead(id)));
        Stream<Happening> byAddress =
                IntStream.range(1, 51).mapToObj(n -> a("email_opened").to(new EmailAddress("p" + n + "@example.com")));
        Stream<Happening> byNumber = IntStream.range(1, 51)
                .mapToObj(n -> a("sms_replied").to(Party.phone(new PhoneNumber("+49151" + (1_000_000 + n)))));
        List<Happening> events =
                Stream.of(byLead, byAddress, byNumber).flatMap(some -> some).toList();

        String[] tables = {"crm_contacts", "crm_leads", "email_events", "sms_events", "outbound_sequence_runs"};
        Read read = home.write(tx -> {
            Read before = Read.in(tx, tables);
            List<SpineOutcome> outcomes =
                    SPINE.apply(tx, events.stream().map(home::decide).toList());
            assertThat(outcomes).hasSize(150).allMatch(SpineOutcome.Recorded.class::isInstance);
            return Read.in(tx, tables).since(before);
        });

        assertThat(read.tables()).isZero();
        // The attribution, the keys' own checks, and what the change itself reads: a handful per event.
        assertThat(read.entries()).isBetween(150L, 150 * 12L);
    }

    @Test
    void aPageOfATimelineReadsNoMoreThanItself() {
        Read read = home.write(tx -> {
            Read before = Read.in(tx, "crm_activities");
            Page<Activity> first = SPINE.timeline(tx, lead.id(), null, 20);
            Page<Activity> second = SPINE.timeline(tx, lead.id(), first.next(), 20);
            assertThat(second.data()).hasSize(20);
            return Read.in(tx, "crm_activities").since(before);
        });

        assertThat(read.tables()).isZero();
        assertThat(read.entries()).isBetween(2 * 20L, 2 * 21L);
    }

    @Test
    void thePageOfAPersonsTimelineReadsNoMoreThanItself() {
        Read read = home.write(tx -> {
            Read before = Read.in(tx, "crm_activities");
            Page<Activity> first = SPINE.timeline(tx, lead.contactId(), null, 20);
            Page<Activity> second = SPINE.timeline(tx, lead.contactId(), first.next(), 20);
            assertThat(second.data()).hasSize(20);
            return Read.in(tx, "crm_activities").since(before);
        });

        assertThat(read.tables()).isZero();
        assertThat(read.entries()).isBetween(2 * 20L, 2 * 21L);
    }

    private static List<LeadId> someLeads() {
        return home.read(tx -> PgTx.sql(tx, """
                        select l.id from crm_leads l
                        where l.tenant_id = :tenant and l.campaign_id = :campaign
                        order by l.id
                        limit 50
                        """)
                .bind("campaign", campaign.id())
                .list(row -> new LeadId(row.getObject("id", UUID.class))));
    }

    /** What a connection has read lately: how often a table as a whole, and how many entries of indexes. */
    private record Read(long tables, long entries) {
        Read since(Read before) {
            return new Read(tables - before.tables, entries - before.entries);
        }

        static Read in(Tx tx, String... tables) {
            return PgTx.sql(tx, """
                            select
                                (select sum(pg_stat_get_xact_numscans(t.oid)) from pg_class t
                                 where t.relname = any (cast(:tables as text[]))) as tables,
                                (select sum(pg_stat_get_xact_tuples_returned(i.indexrelid))
                                 from pg_index i join pg_class t on t.oid = i.indrelid
                                 where t.relname = any (cast(:tables as text[]))) as entries
                            """)
                    .bind("tables", List.of(tables))
                    .find(row -> new Read(row.getLong("tables"), row.getLong("entries")))
                    .orElseThrow();
        }
    }
}
