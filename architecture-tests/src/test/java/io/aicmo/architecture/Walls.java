package io.aicmo.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/** The walls of the hexagon, each a rule; below a root package, so that they can be tried on broken samples too. */
final class Walls {
    private static final String[] JDK = {"java..", "javax.crypto..", "org.jspecify.annotations.."};

    private final String root;

    Walls(String root) {
        this.root = root;
    }

    /** Every rule by its name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        rules.put("the core depends on the JDK", dependsOnlyOn(packages("domain"), packages("domain"), JDK));
        rules.put(
                "the ports depend on the core",
                dependsOnlyOn(packages("port", "application"), packages("domain", "port", "application"), JDK));
        rules.put("Postgres knows no other adapter", knowsNone("postgres", "http", "ai", "providers", "app"));
        rules.put("HTTP knows no other adapter", knowsNone("http", "postgres", "ai", "providers", "app"));
        rules.put("AI knows no other adapter", knowsNone("ai", "postgres", "http", "providers", "app"));
        rules.put("providers know no other adapter", knowsNone("providers", "postgres", "http", "ai", "app"));
        rules.put("injection stays in the application", injectionStaysInTheApplication());
        rules.put("the inside takes time, ids and chance as arguments", noClockAndNoChance());
        for (String layer : new String[] {"domain", "application", "port", "postgres", "http", "ai", "providers"}) {
            rules.put(
                    "no cycles between the areas of " + layer,
                    slices().matching(root + "." + layer + ".(*)..")
                            .should()
                            .beFreeOfCycles()
                            .allowEmptyShould(true));
        }
        rules.put("classes are named after what they are", namesSaySomething());
        rules.put("records and entities have no getters", noGetters());
        rules.put("use cases are final classes", useCasesAreFinalClasses());
        return rules;
    }

    private String[] packages(String... layers) {
        return Stream.of(layers).map(layer -> root + "." + layer + "..").toArray(String[]::new);
    }

    private ArchRule dependsOnlyOn(String[] layer, String[] allowed, String[] libraries) {
        String[] all = Stream.concat(Stream.of(allowed), Stream.of(libraries)).toArray(String[]::new);
        return classes()
                .that()
                .resideInAnyPackage(layer)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(all).or(primitives()))
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> primitives() {
        return describe("primitives", type -> type.getBaseComponentType().isPrimitive());
    }

    private ArchRule knowsNone(String adapter, String... others) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages(adapter))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others))
                .allowEmptyShould(true);
    }

    private ArchRule injectionStaysInTheApplication() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages("app"))
                .and()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dagger..", "jakarta.inject..", "javax.inject..")
                .allowEmptyShould(true);
    }

    private ArchRule noClockAndNoChance() {
        return noClasses()
                .that()
                .resideInAnyPackage(packages("domain", "application"))
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .orShould()
                .callConstructor(SecureRandom.class)
                .allowEmptyShould(true);
    }

    /** As endings; the trade's own word for a thing with an identity is a name of its own. */
    private ArchRule namesSaySomething() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*[a-z](Impl|Manager|Helper|Utils?|Dto|DTO|Entity)")
                .orShould()
                .haveNameMatching(".*[a-z](Impl|Manager|Helper|Utils?|Dto|DTO|Entity)\\$.*")
                .allowEmptyShould(true);
    }

    private ArchRule noGetters() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areAssignableTo(Record.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + ".domain..")
                .should()
                .haveNameNotMatching("get[A-Z].*")
                .allowEmptyShould(true);
    }

    private ArchRule useCasesAreFinalClasses() {
        return classes()
                .that()
                .resideInAnyPackage(packages("application"))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .notBeInterfaces()
                .allowEmptyShould(true);
    }
}
