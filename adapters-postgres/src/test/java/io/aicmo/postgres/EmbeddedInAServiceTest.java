package io.aicmo.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aicmo.application.crm.RecordChannelEvents;
import io.aicmo.application.crm.UpsertLead;
import io.aicmo.application.tenant.CreateTenant;
import io.aicmo.application.tenant.IssueApiKey;
import io.aicmo.application.tenant.OpenWorkspace;
import io.aicmo.domain.crm.ChannelEvent;
import io.aicmo.domain.crm.Channels;
import io.aicmo.domain.crm.Contact;
import io.aicmo.domain.crm.LeadStatus;
import io.aicmo.domain.crm.Party;
import io.aicmo.domain.crm.SpineRules;
import io.aicmo.domain.shared.EmailAddress;
import io.aicmo.domain.shared.TenantId;
import io.aicmo.port.Actor;
import io.aicmo.port.Ids;
import io.aicmo.port.RecordTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The library inside another service: plain constructors, its own connections, and no web server anywhere. */
class EmbeddedInAServiceTest {
    private static final Path HERE = Path.of("src/test/java/io/aicmo/postgres/EmbeddedInAServiceTest.java");

    @Test
    void aServiceUpsertsALeadAndRecordsItsReply() {
        PostgresConfig config = TestDatabase.server().newDatabase();

        assertThat(afterItsReply(config, aTenant(config))).isEqualTo(LeadStatus.CONTACTED);
    }

    @Test
    void noWebServerIsOnTheClassPath() {
        assertThatThrownBy(() -> Class.forName("io.javalin.Javalin")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void theReadmeShowsThisVeryExampleInAtMostFifteenLines() throws IOException {
        List<String> example = Files.readAllLines(HERE).stream()
                .dropWhile(line -> !line.strip().equals("// begin"))
                .skip(1)
                .takeWhile(line -> !line.strip().equals("// end"))
                .map(String::strip)
                .toList();

        assertThat(example).hasSizeBetween(10, 15);
        assertThat(words(Files.readString(Path.of("../README.md"))))
                .contains(words(example.stream().collect(Collectors.joining(" "))));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static LeadStatus afterItsReply(PostgresConfig config, TenantId tenantId) {
        // begin
        var channels = Channels.catalogue();
        var clock = Clock.systemUTC();
        var ids = Ids.timeOrdered(clock);
        try (var db = Postgres.open(config, channels, clock);
                var spine = db.spine(2, 1_000)) {
            var tx = db.transactions();
            var actor = Actor.system(tenantId);
            var ada = new UpsertLead.Command(Contact.Profile.of(new EmailAddress("ada@example.com")), null, null, null);
            var lead = new UpsertLead(tx, db.records(), db.leads(), ids, clock)
                    .handle(actor, ada)
                    .leadId();
            var reply = ChannelEvent.of("email", "email_replied", "imap", "m-1", Party.lead(lead), clock.instant());
            var record = new RecordChannelEvents(tx, db.records(), new SpineRules(channels), spine, ids, clock);
            record.handle(actor, List.of(reply));
            // end
            return tx.read(actor, any -> db.records().of(RecordTypes.LEADS).get(any, lead))
                    .status();
        }
    }

    private static TenantId aTenant(PostgresConfig config) {
        var clock = Clock.systemUTC();
        var ids = Ids.timeOrdered(clock);
        try (var db = Postgres.open(config, Channels.catalogue(), clock)) {
            var workspaces = new OpenWorkspace(db.transactions(), db.records(), Channels.catalogue(), ids, clock);
            var keys = new IssueApiKey(db.transactions(), db.records(), new SecureRandom(), ids, clock);
            return new CreateTenant(db.transactions(), db.tenants(), workspaces, keys, ids, clock)
                    .handle(new CreateTenant.Command(
                            "Acme", new EmailAddress("owner@acme.example.com"), ZoneOffset.UTC))
                    .tenant()
                    .id();
        }
    }
}
