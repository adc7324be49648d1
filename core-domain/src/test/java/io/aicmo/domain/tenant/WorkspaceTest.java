package io.aicmo.domain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.aicmo.domain.crm.Given;
import io.aicmo.domain.shared.CampaignId;
import io.aicmo.domain.shared.Text;
import io.aicmo.domain.shared.WorkspaceId;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WorkspaceTest {
    private static final UUID ID = UUID.fromString("019526b1-0000-7000-8000-0123456789ab");

    @Example
    void aSlugIsMadeFromTheName() {
        assertThat(slug("Müller & Söhne, GmbH")).isEqualTo("muller-sohne-gmbh-0123456789ab");
        assertThat(slug("東京")).isEqualTo("workspace-0123456789ab");
    }

    @Property(tries = 300)
    void aSlugFitsIntoAUrlWhateverTheName(@ForAll("names") String name) {
        assertThat(slug(name)).matches("[a-z0-9-]{1,80}");
    }

    @Example
    void aNewNameKeepsTheSlugBecauseUrlsPointToIt() {
        Workspace workspace = workspace("Engines");

        Workspace renamed = workspace.renamed("Poems", Given.NOW.plusSeconds(1));

        assertThat(renamed.name()).isEqualTo("Poems");
        assertThat(renamed.slug()).isEqualTo(workspace.slug());
        assertThat(renamed.updatedAt()).isEqualTo(Given.NOW.plusSeconds(1));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .all()
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(name -> Text.isStorable(name) && !name.isBlank());
    }

    private static String slug(String name) {
        return workspace(name).slug();
    }

    private static Workspace workspace(String name) {
        return Workspace.open(new WorkspaceId(ID), name, new CampaignId(Given.anId()), Given.NOW);
    }
}
