package org.neurona.io;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/**
 * What model files may be read with: the API, Gson's streams, jHDF behind its guard, and nothing by which a name
 * becomes a class. Event files are only written, and with Protocol Buffers.
 */
class ArchitectureTest {
  private static final String TENSORBOARD = "org.neurona.io.tensorboard..";
  private static final String HDF5 = "org.neurona.io.hdf5..";
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.neurona.io");

  @Test
  void theRulesSeeTheClasses() {
    assertTrue(CLASSES.contain(Models.class) && CLASSES.contain("org.neurona.io.json.JsonModelReader"));
  }

  @Test
  void filesNeedTheApiGsonsStreamsAndTheJdk() {
    classes().that().resideOutsideOfPackages(TENSORBOARD, HDF5).should().onlyDependOnClassesThat().resideInAnyPackage(
        "java..", "com.google.gson.stream..", "org.neurona.io..", "org.neurona", "org.neurona.activations..",
        "org.neurona.config..", "org.neurona.constraints..", "org.neurona.initializers..", "org.neurona.layers..",
        "org.neurona.losses..", "org.neurona.metrics..", "org.neurona.ops..", "org.neurona.optimizers..",
        "org.neurona.preprocessing..", "org.neurona.regularizers..", "org.neurona.schedules..", "org.neurona.spi..")
        .orShould().dependOnClassesThat().haveFullyQualifiedName("com.google.gson.Strictness").check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsJhdf() {
    noClasses().that().resideOutsideOfPackage(HDF5).should().dependOnClassesThat()
        .resideInAnyPackage("io.jhdf..", "org.slf4j..").check(CLASSES);
  }

  @Test
  void onlyWhatTheGuardLetThroughIsOpenedForReading() {
    noClasses().that().doNotHaveFullyQualifiedName("org.neurona.io.hdf5.Hdf5File").should()
        .dependOnClassesThat().haveFullyQualifiedName("io.jhdf.HdfFile").check(CLASSES);
  }

  @Test
  void noClassIsFoundByItsName() {
    noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.reflect..", "java.lang.invoke..",
        "javax.script..").orShould().dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream").orShould().callMethod(Class.class, "forName", String.class)
        .check(CLASSES);
  }

  @Test
  void nothingTalksToANetwork() {
    noClasses().should().dependOnClassesThat(resideInAPackage("java.net..")
        .and(not(belongToAnyOf(InetAddress.class, UnknownHostException.class)))).check(CLASSES);
  }

  @Test
  void onlyTheNamesOfEventFilesAskForTheHost() {
    noClasses().that().resideOutsideOfPackage(TENSORBOARD).should().dependOnClassesThat()
        .resideInAPackage("java.net..").check(CLASSES);
  }

  @Test
  void modelFilesAndEventFilesKnowNothingOfEachOther() {
    noClasses().that().resideInAPackage(TENSORBOARD).should().dependOnClassesThat()
        .resideInAnyPackage("org.neurona.io", "org.neurona.io.json..").check(CLASSES);
  }
}
