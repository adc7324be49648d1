package io.aicmo.domain.tenant;

import static io.aicmo.domain.tenant.Permission.CREDENTIALS_WRITE;
import static io.aicmo.domain.tenant.Permission.LEADS_READ;
import static io.aicmo.domain.tenant.Permission.LEADS_WRITE;
import static io.aicmo.domain.tenant.Permission.LEADS_WRITE_ALL;
import static io.aicmo.domain.tenant.Permission.SETTINGS_WRITE;
import static io.aicmo.domain.tenant.Permission.TENANT_OWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RoleTest {

    @Property
    void aHigherRoleMayDoAllThatALowerOneMay(@ForAll Role one, @ForAll Role other) {
        assertThat(one.permissions().containsAll(other.permissions())).isEqualTo(one.isAtLeast(other));
    }

    @Example
    void theOwnerMayDoAll() {
        assertThat(Role.OWNER.permissions()).isEqualTo(EnumSet.allOf(Permission.class));
    }

    @Example
    void theAdminMayDoAllButWhatIsTheOwners() {
        assertThat(Role.ADMIN.permissions())
                .contains(SETTINGS_WRITE, CREDENTIALS_WRITE)
                .doesNotContain(TENANT_OWN);
    }

    @Example
    void theManagerEditsTheTeamsLeads() {
        assertThat(Role.MANAGER.permissions()).contains(LEADS_WRITE_ALL).doesNotContain(SETTINGS_WRITE);
    }

    @Example
    void theRepEditsOwnLeadsAndReadsOthers() {
        assertThat(Role.REP.permissions()).contains(LEADS_WRITE, LEADS_READ).doesNotContain(LEADS_WRITE_ALL);
    }

    @Example
    void theViewerReads() {
        assertThat(Role.VIEWER.permissions())
                .contains(LEADS_READ)
                .allMatch(permission -> permission.name().endsWith("_READ"));
    }

    @Property
    void aScopeNamesItsPermission(@ForAll Permission permission) {
        assertThat(Permission.ofScope(permission.scope())).contains(permission);
    }

    @Example
    void aScopeReadsAsNounAndVerb() {
        assertThat(LEADS_WRITE_ALL.scope()).isEqualTo("leads:write_all");
        assertThat(Permission.ofScope("leads:eat")).isEmpty();
        assertThat(Permission.ofScope("LEADS_READ")).isEmpty();
        assertThat(Permission.ofScope("")).isEmpty();
    }
}
