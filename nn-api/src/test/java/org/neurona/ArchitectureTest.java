package org.neurona;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.neurona.spi.HistoryPlotter;
import org.neurona.spi.ModelFormat;

/** Who may know whom within the API: values, then operations, then declarations, then the model. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.neurona");
  private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage("java..");
  private static final DescribedPredicate<JavaClass> VALUES =
      belongToAnyOf(NDArray.class, RowSource.class, Shape.class, ShapeMismatchException.class, DType.class);
  private static final String[] DECLARATIONS = {"org.neurona.activations..", "org.neurona.constraints..",
      "org.neurona.data..",
      "org.neurona.initializers..", "org.neurona.layers..", "org.neurona.losses..", "org.neurona.metrics..",
      "org.neurona.optimizers..", "org.neurona.preprocessing..", "org.neurona.regularizers..",
      "org.neurona.schedules..", "org.neurona.training.."};

  private static DescribedPredicate<JavaClass> jdkValuesAnd(String... packages) {
    return JDK.or(VALUES).or(resideInAnyPackage(packages));
  }

  private static String[] declarationsAnd(String... others) {
    String[] all = Arrays.copyOf(DECLARATIONS, DECLARATIONS.length + others.length);
    System.arraycopy(others, 0, all, DECLARATIONS.length, others.length);
    return all;
  }

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(CLASSES.contain(Model.class) && CLASSES.contain(ModelFormat.class), "nothing to check");
  }

  @Test
  void theJdkIsAllThatIsNeeded() {
    classes().should().onlyDependOnClassesThat(JDK.or(resideInAnyPackage("org.neurona.."))).check(CLASSES);
  }

  @Test
  void operationsKnowValuesOnly() {
    classes().that().resideInAPackage("org.neurona.ops..").should()
        .onlyDependOnClassesThat(jdkValuesAnd("org.neurona.ops..")).check(CLASSES);
  }

  @Test
  void settingsKnowValuesOnly() {
    classes().that().resideInAPackage("org.neurona.config..").should()
        .onlyDependOnClassesThat(jdkValuesAnd("org.neurona.config..")).check(CLASSES);
  }

  @Test
  void declarationsKnowNoModelAndNoEngine() {
    classes().that().resideInAnyPackage(DECLARATIONS).should()
        .onlyDependOnClassesThat(jdkValuesAnd(declarationsAnd("org.neurona.ops..", "org.neurona.config..")))
        .check(CLASSES);
  }

  @Test
  void enginesAreAskedInWordsOfDeclarationsAndOperations() {
    classes().that().resideInAPackage("org.neurona.spi..").and()
        .doNotBelongToAnyOf(ModelFormat.class, HistoryPlotter.class).should()
        .onlyDependOnClassesThat(jdkValuesAnd(declarationsAnd("org.neurona.ops..", "org.neurona.spi..")))
        .check(CLASSES);
  }

  @Test
  void onlyTheModelItselfKnowsHowAnEngineIsAsked() {
    noClasses().that().resideInAnyPackage("org.neurona.callbacks..").should().dependOnClassesThat()
        .belongToAnyOf(org.neurona.spi.Engine.class, org.neurona.spi.EngineProvider.class,
            org.neurona.spi.ModelRuntime.class).check(CLASSES);
  }

  @Test
  void packagesFormNoCircles() {
    slices().matching("org.neurona.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
