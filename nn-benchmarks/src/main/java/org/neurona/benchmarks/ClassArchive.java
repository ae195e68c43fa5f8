package org.neurona.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of a process in a file from which the next one takes them: from JDK 25 on the AOT cache, which has them
 * linked; class data sharing before, and for processes with {@code --add-modules}: the AOT cache links nothing for
 * these where the module is an incubating one.
 *
 * @param training flags with which a process that does what the others will leaves what the file is made of
 * @param dump flags with which one that does nothing makes the file of that; empty if the first has made it
 * @param use the flag with which others take it
 * @param file the file
 */
record ClassArchive(List<String> training, List<String> dump, String use, Path file) {
  private static final int FIRST_WITH_AOT_CACHE = 25;

  /**
   * The archive of a folder.
   *
   * @param jvmFlags what all these processes need
   */
  static ClassArchive of(Path javaHome, List<String> jvmFlags, Path folder) throws IOException {
    boolean linked = Runtime.Version.parse(Workloads.version(javaHome)).feature() >= FIRST_WITH_AOT_CACHE
        && !jvmFlags.contains("--add-modules");
    if (linked) {
      Path cache = folder.resolve("classes.aot");
      return new ClassArchive(List.of("-XX:AOTCacheOutput=" + cache), List.of(), "-XX:AOTCache=" + cache, cache);
    }
    Path list = folder.resolve("classes.lst");
    Path archive = folder.resolve("classes.jsa");
    String use = "-XX:SharedArchiveFile=" + archive;
    return new ClassArchive(List.of("-XX:DumpLoadedClassList=" + list),
        List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, use), use, archive);
  }

  /** Fails where no process left a file. */
  void require() throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("The JVM did not write " + file);
    }
  }
}
