package org.neurona.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars and folders that this process has its classes from. */
record ClassPath(List<Path> parts) {
  /** What every contestant's process needs of these benchmarks themselves. */
  private static final List<String> HARNESS = List.of("nn-benchmarks", "nn-datasets", "nn-api");

  /** That of this process; a part that ends in a star is all jars of a folder, as the JVM has it. */
  static ClassPath current() throws IOException {
    List<Path> parts = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (part.endsWith("*")) {
        parts.addAll(jars(Path.of(part).getParent()));
      } else {
        parts.add(Path.of(part));
      }
    }
    return new ClassPath(parts);
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(ClassPath::isJar).sorted().toList();
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  /** What a service ships with a contestant. */
  List<Path> shipped(Contestant contestant) {
    return parts.stream().filter(part -> isJar(part) && isOneOf(part, contestant.jars())).toList();
  }

  /** A contestant alone, with what these benchmarks need. */
  ClassPath only(Contestant contestant) {
    List<Path> shipped = shipped(contestant);
    return new ClassPath(parts.stream()
        .filter(part -> !isJar(part) || shipped.contains(part) || isOneOf(part, HARNESS)).toList());
  }

  private static boolean isOneOf(Path jar, List<String> names) {
    return names.stream().anyMatch(jar.getFileName().toString()::startsWith);
  }

  /** As the JVM takes it. */
  @Override
  public String toString() {
    return parts.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
