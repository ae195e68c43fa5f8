package org.neurona.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The classes of a process, loaded and linked, in a file from which the next one takes them: class data sharing, from
 * JDK 25 on the AOT cache.
 *
 * @param training the flag with which a process leaves the file when it ends
 * @param use the flag with which others take it
 * @param file the file
 */
record ClassArchive(String training, String use, Path file) {
  private static final int FIRST_WITH_AOT_CACHE = 25;

  /** The archive of a folder, as a JDK has it. */
  static ClassArchive of(Path javaHome, Path folder) throws IOException {
    if (Runtime.Version.parse(Workloads.version(javaHome)).feature() >= FIRST_WITH_AOT_CACHE) {
      Path cache = folder.resolve("classes.aot");
      return new ClassArchive("-XX:AOTCacheOutput=" + cache, "-XX:AOTCache=" + cache, cache);
    }
    Path archive = folder.resolve("classes.jsa");
    return new ClassArchive("-XX:ArchiveClassesAtExit=" + archive, "-XX:SharedArchiveFile=" + archive, archive);
  }

  /** Fails where the training process left no file. */
  void require() throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("The JVM did not write " + file);
    }
  }
}
