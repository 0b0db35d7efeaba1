package dev.quoin.tests.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;

/** All compiled classes of the house, read once. */
final class House {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.quoin");

    private House() {}

    static long classesIn(Part part) {
        return CLASSES.stream().filter(type -> part.owns(type.getPackageName())).count();
    }

    /** Checks a rule, which must find something to check. */
    static void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
