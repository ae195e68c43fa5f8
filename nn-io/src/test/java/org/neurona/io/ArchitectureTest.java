package org.neurona.io;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What model files may be read with: the API, Gson's streams, and nothing by which a name becomes a class. */
class ArchitectureTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.neurona.io");

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(CLASSES.contain(Models.class) && CLASSES.contain("org.neurona.io.json.JsonModelReader"));
  }

  @Test
  void filesNeedTheApiGsonsStreamsAndTheJdk() {
    classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "com.google.gson.stream..",
        "org.neurona.io..", "org.neurona", "org.neurona.activations..", "org.neurona.config..", "org.neurona.layers..",
        "org.neurona.losses..", "org.neurona.metrics..", "org.neurona.ops..", "org.neurona.optimizers..",
        "org.neurona.spi..").orShould().dependOnClassesThat().haveFullyQualifiedName("com.google.gson.Strictness")
        .check(CLASSES);
  }

  @Test
  void noClassIsFoundByItsName() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..",
        "java.net..", "javax.script..").orShould().dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream").orShould().callMethod(Class.class, "forName", String.class)
        .check(CLASSES);
  }
}
