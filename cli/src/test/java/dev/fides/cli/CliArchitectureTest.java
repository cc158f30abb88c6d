package dev.fides.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.fides.target.TargetStore;
import java.util.List;

@AnalyzeClasses(packages = "dev.fides.cli", importOptions = DoNotIncludeTests.class)
class CliArchitectureTest {

    @ArchTest
    static final ArchRule NO_COMMAND_WRITES_TO_A_TARGET =
            noClasses().should().callMethod(TargetStore.class, "write", List.class);

    @ArchTest
    static final ArchRule NO_ROOMS_USE_EACH_OTHER =
            slices().matching("dev.fides.cli.(*)..").should().beFreeOfCycles();
}
