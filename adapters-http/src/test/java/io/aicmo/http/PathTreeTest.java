package io.aicmo.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PathTreeTest {
    private final PathTree<String> paths = new PathTree<>();

    @BeforeEach
    void someArePut() {
        paths.put("/", "root");
        paths.put("/v1/leads", "leads");
        paths.put("/v1/leads/{id}", "lead");
        paths.put("/v1/leads/upsert", "upsert");
        paths.put("/v1/leads/{id}/timeline", "timeline");
        paths.put("/v1/plans/{id}/versions/{version}", "version");
    }

    @Test
    void aPathIsFoundByItsSegments() {
        assertThat(paths.find("/").value()).isEqualTo("root");
        assertThat(paths.find("/v1/leads").value()).isEqualTo("leads");
        assertThat(paths.find("/v1/leads/").value()).isEqualTo("leads");
    }

    @Test
    void aLiteralGoesBeforeAPlaceholder() {
        assertThat(paths.find("/v1/leads/upsert").value()).isEqualTo("upsert");
        assertThat(paths.find("/v1/leads/7").value()).isEqualTo("lead");
    }

    @Test
    void whereTheLiteralLeadsNowhereThePlaceholderMay() {
        assertThat(paths.find("/v1/leads/upsert/timeline").value()).isEqualTo("timeline");
        assertThat(paths.find("/v1/leads/upsert/timeline").parameters()).containsEntry("id", "upsert");
    }

    @Test
    void placeholdersAreReadInOrderAndDecoded() {
        assertThat(paths.find("/v1/plans/a%20b+c/versions/2").parameters())
                .containsEntry("id", "a b+c")
                .containsEntry("version", "2")
                .hasSize(2);
    }

    @Test
    void whatWasNotPutIsNotFound() {
        assertThat(paths.find("/v1")).isNull();
        assertThat(paths.find("/v1/plans")).isNull();
        assertThat(paths.find("/v1/leads//timeline")).isNull();
        assertThat(paths.find("/v1/leads//")).isNull();
        assertThat(paths.find("/v1/leads/7/timeline/more")).isNull();
    }
}
