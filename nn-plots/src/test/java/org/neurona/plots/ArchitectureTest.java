package org.neurona.plots;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Pictures need the API and the JDK; only what paints pixels needs its windowing part, and nothing opens a window. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.neurona.plots");

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(CLASSES.contain(Plots.class) && CLASSES.contain("org.neurona.plots.drawing.SvgCanvas"));
  }

  @Test
  void picturesNeedTheApiAndTheJdk() {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "javax.imageio..", "org.neurona",
        "org.neurona.layers..", "org.neurona.metrics..", "org.neurona.spi..", "org.neurona.plots..").check(CLASSES);
  }

  @Test
  void onlyWhatPaintsPixelsNeedsAwt() {
    noClasses().that().doNotHaveSimpleName("PngCanvas").and().doNotHaveSimpleName("Pixels").and()
        .doNotHaveSimpleName("Typeface").should().dependOnClassesThat()
        .resideInAnyPackage("java.awt..", "javax.imageio..").check(CLASSES);
  }

  @Test
  void nothingOpensAWindow() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("javax.swing..", "java.awt.event..").orShould()
        .dependOnClassesThat().haveFullyQualifiedName("java.awt.Window").check(CLASSES);
  }

  @Test
  void whatIsDrawnWithKnowsNothingOfWhatIsDrawn() {
    noClasses().that().resideInAPackage("org.neurona.plots.drawing..").should().dependOnClassesThat()
        .resideInAnyPackage("org.neurona", "org.neurona.layers..", "org.neurona.metrics..", "org.neurona.plots")
        .check(CLASSES);
  }
}
