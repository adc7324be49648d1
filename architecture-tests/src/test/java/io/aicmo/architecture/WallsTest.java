package io.aicmo.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The walls stand, and each of them would notice. */
class WallsTest {
    private static final String BROKEN = "io.aicmo.architecture.broken";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(WallsTest::isNotGenerated)
            .importPackages("io.aicmo");

    private static final JavaClasses SAMPLES = new ClassFileImporter().importPackages(BROKEN);

    /** What Dagger writes is named by Dagger. */
    private static boolean isNotGenerated(Location location) {
        return !location.contains("/Dagger");
    }

    @TestFactory
    Stream<DynamicTest> everyWallStands() {
        assertThat(OURS.size()).isGreaterThan(200);
        return new Walls("io.aicmo")
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(OURS)));
    }

    @TestFactory
    Stream<DynamicTest> everyWallNoticesABreach() {
        Map<String, ArchRule> rules = new Walls(BROKEN).all();
        return rules.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey() + " – and is not blind",
                        () -> assertThat(rule.getValue().evaluate(SAMPLES).hasViolation())
                                .as("a sample in %s breaks it", BROKEN)
                                .isTrue()));
    }
}
