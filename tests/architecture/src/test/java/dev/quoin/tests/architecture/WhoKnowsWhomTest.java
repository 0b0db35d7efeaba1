package dev.quoin.tests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhoKnowsWhomTest {
    @ParameterizedTest
    @EnumSource
    void hasAtLeastTheClassesThatTheRulesCountOn(Part part) {
        long found = House.classesIn(part);
        if (Boolean.getBoolean("quoin.architecture.counts")) {
            System.out.printf("%s: %d classes, minimum %d%n", part, found, part.minimumClasses);
        }
        assertThat(found).as("classes in %s", part.packages()).isGreaterThanOrEqualTo(part.minimumClasses);
    }

    @Test
    void everyClassBelongsToAPart() {
        assertThat(House.CLASSES)
                .filteredOn(type -> !type.getPackageName().startsWith("dev.quoin.tests"))
                .filteredOn(type -> Part.of(type).isEmpty())
                .as("classes of no part: add the part to the table in Part")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void knowsOnlyWhomItMay(Part part) {
        House.check(
                noClasses().that().resideInAPackage(part.packages()).should().dependOnClassesThat(areBeyond(part)));
    }

    @Test
    void theContractsNeedNothingButTheJdk() {
        House.check(classes()
                .that()
                .resideInAPackage(Part.API.packages())
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "javax.net.ssl", "org.jspecify.annotations", Part.API.packages()));
    }

    private static DescribedPredicate<JavaClass> areBeyond(Part part) {
        return describe(
                "belong to a part that " + part + " may not know",
                type -> Part.of(type).map(other -> !part.mayKnow(other)).orElse(false));
    }
}
