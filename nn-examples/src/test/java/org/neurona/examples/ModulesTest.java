package org.neurona.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The modules as they are meant to depend on each other: everything on the API, nothing on the engines. */
class ModulesTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.neurona");
  private static final String[] API = {"org.neurona", "org.neurona.activations..", "org.neurona.callbacks..",
      "org.neurona.config..", "org.neurona.constraints..", "org.neurona.data..", "org.neurona.initializers..",
      "org.neurona.layers..",
      "org.neurona.losses..", "org.neurona.metrics..", "org.neurona.ops..", "org.neurona.optimizers..",
      "org.neurona.preprocessing..", "org.neurona.regularizers..", "org.neurona.schedules..", "org.neurona.spi..",
      "org.neurona.training.."};

  private static String[] apiAnd(String... others) {
    String[] all = java.util.Arrays.copyOf(API, API.length + others.length);
    System.arraycopy(others, 0, all, API.length, others.length);
    return all;
  }

  @Test
  void theApiUsesTheJdkAlone() {
    classes().that().resideInAnyPackage(API).should().onlyDependOnClassesThat()
        .resideInAnyPackage(apiAnd("java..")).check(CLASSES);
  }

  @Test
  void theCoreUsesTheApiAndCommonsMath() {
    classes().that().resideInAPackage("org.neurona.core..").should().onlyDependOnClassesThat().resideInAnyPackage(
        apiAnd("java..", "org.neurona.core..", "org.apache.commons.math3..", "jdk.incubator.vector..")).check(CLASSES);
  }

  @Test
  void onlyTheSimdPackageTouchesTheVectorApi() {
    noClasses().that().resideOutsideOfPackage("org.neurona.core.engine.simd..").should().dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..").check(CLASSES);
  }

  @Test
  void nothingButItselfImportsTheSimdPackage() {
    noClasses().that().resideOutsideOfPackage("org.neurona.core.engine.simd..").should().dependOnClassesThat()
        .resideInAPackage("org.neurona.core.engine.simd..").check(CLASSES);
  }

  @Test
  void filesUseTheApiGsonAndJhdf() {
    classes().that().resideInAPackage("org.neurona.io..").should().onlyDependOnClassesThat().resideInAnyPackage(
        apiAnd("java..", "org.neurona.io..", "com.google.gson..", "io.jhdf..", "org.slf4j.."))
        .check(CLASSES);
  }

  @Test
  void dataSetsUseTheApiAndACsvParser() {
    classes().that().resideInAPackage("org.neurona.datasets..").should().onlyDependOnClassesThat()
        .resideInAnyPackage(apiAnd("java..", "org.neurona.datasets..", "de.siegmar.fastcsv..")).check(CLASSES);
  }

  @Test
  void plotsUseTheApiAndTheJdk() {
    classes().that().resideInAPackage("org.neurona.plots..").should().onlyDependOnClassesThat()
        .resideInAnyPackage(apiAnd("java..", "javax.imageio..", "org.neurona.plots..")).check(CLASSES);
  }

  @Test
  void examplesUseNoInnardsOfTheEngines() {
    noClasses().that().resideInAPackage("org.neurona.examples..").should().dependOnClassesThat()
        .resideInAnyPackage("org.neurona.core..", "org.neurona.io.json..", "org.neurona.plots.drawing..")
        .check(CLASSES);
  }

  @Test
  void packagesOfTheCoreFormNoCircles() {
    slices().matching("org.neurona.core.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noPackageIsInTwoModules() {
    Map<String, Set<String>> modules = new TreeMap<>();
    for (JavaClass type : CLASSES) {
      URI source = type.getSource().orElseThrow().getUri();
      String module = source.toString().replaceFirst(".*/(nn-[a-z]+)/.*", "$1");
      modules.computeIfAbsent(type.getPackageName(), unused -> new TreeSet<>()).add(module);
    }
    modules.values().removeIf(found -> found.size() == 1);

    assertEquals(Map.of(), modules);
  }
}
