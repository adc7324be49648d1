package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.http.contract.Api;
import io.aicmo.http.contract.Client;
import io.aicmo.http.contract.Firm;
import io.aicmo.http.contract.Reply;
import org.junit.jupiter.api.Test;

/** Jobs over HTTP, where nobody does them. */
class JobRoutesTest {
    private final Api api = MemoryServer.shared();
    private final Firm firm = api.aFirm();

    @Test
    void jobsAreListedPageByPageAndFiltered() {
        String older = firm.id("job");
        String newer = score(firm.owner());

        Reply first = firm.owner().get("/v1/jobs?kind=auto-score-lead&limit=1").is(200);
        Reply second = firm.owner()
                .get("/v1/jobs?kind=auto-score-lead&limit=1&cursor=" + first.textAt("/next_cursor"))
                .is(200);

        assertThat(first.textAt("/data/0/id")).isEqualTo(newer);
        assertThat(first.textAt("/data/0/status")).isEqualTo("queued");
        assertThat(second.textAt("/data/0/id")).isEqualTo(older);
        assertThat(firm.owner()
                        .get("/v1/jobs?kind=auto-score-lead&status=queued")
                        .is(200)
                        .at("/data"))
                .hasSize(2);
        assertThat(firm.owner().get("/v1/jobs?status=dead").is(200).at("/data")).isEmpty();
        firm.owner().get("/v1/jobs?status=lost").is(422);
    }

    @Test
    void aJobIsCancelledAndTriedAnew() {
        String job = "/v1/jobs/" + firm.id("job");

        assertThat(firm.owner().post(job + "/cancel").is(200).textAt("/status")).isEqualTo("cancelled");
        firm.owner().post(job + "/cancel").is(422);
        assertThat(firm.owner().post(job + "/retry").is(200).textAt("/status")).isEqualTo("queued");
        firm.owner().post(job + "/retry").is(422);
    }

    @Test
    void whatAJobIsForEndsWhenItIsCancelledAndGoesOnWhenItIsTriedAnew() {
        String mail = only("send-email");
        String step = only("send-sequence-step");

        firm.owner().post("/v1/jobs/" + mail + "/cancel").is(200);
        firm.owner().post("/v1/jobs/" + step + "/cancel").is(200);
        assertThat(message().textAt("/status")).isEqualTo("skipped");
        assertThat(run().textAt("/data/0/status")).isEqualTo("paused");
        assertThat(run().textAt("/data/0/paused_reason")).isEqualTo("job_cancelled");

        firm.owner().post("/v1/jobs/" + mail + "/retry").is(200);
        firm.owner().post("/v1/jobs/" + step + "/retry").is(200);
        assertThat(message().textAt("/status")).isEqualTo("queued");
        assertThat(run().textAt("/data/0/status")).isEqualTo("active");
    }

    private String only(String kind) {
        Reply jobs = firm.owner().get("/v1/jobs?kind=" + kind).is(200);
        assertThat(jobs.at("/data")).hasSize(1);
        return jobs.textAt("/data/0/id");
    }

    private Reply message() {
        return firm.owner().get("/v1/outbox/" + firm.id("outbound_message")).is(200);
    }

    private Reply run() {
        return firm.owner()
                .get("/v1/leads/" + firm.id("lead") + "/sequence-runs")
                .is(200);
    }

    @Test
    void aManagerSeesEveryJobAndARepItsOwn() {
        Client rep = firm.user("rep");
        String own = score(rep);

        assertThat(firm.user("manager")
                        .get("/v1/jobs?kind=auto-score-lead")
                        .is(200)
                        .at("/data"))
                .hasSize(2);
        assertThat(rep.get("/v1/jobs").is(200).at("/data")).hasSize(1);
        rep.get("/v1/jobs/" + own).is(200);
        rep.post("/v1/jobs/" + own + "/cancel").is(200);
        rep.get("/v1/jobs/" + firm.id("job")).is(404);
        rep.post("/v1/jobs/" + firm.id("job") + "/cancel").is(404);
        rep.post("/v1/jobs/" + firm.id("job") + "/retry").is(404);
    }

    private String score(Client client) {
        return client.post("/functions/v1/auto-score-lead", Firm.json("{'lead_id': '%s'}", firm.id("lead")))
                .is(202)
                .textAt("/job_id");
    }
}
