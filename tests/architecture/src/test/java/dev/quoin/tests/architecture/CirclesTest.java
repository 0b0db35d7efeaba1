package dev.quoin.tests.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packages of one part depend on each other in one direction only, so that each can be read after those below it. */
class CirclesTest {
    @ParameterizedTest
    @EnumSource
    void packagesAreFreeOfCircles(Part part) {
        slices().assignedFrom(new PackagesOf(part))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(false)
                .check(House.CLASSES);
    }

    private record PackagesOf(Part part) implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return part.owns(type.getPackageName())
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "the packages of " + part;
        }
    }
}
