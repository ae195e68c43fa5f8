package org.neurona.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.io.Models;
import org.neurona.io.Vocabularies;
import org.neurona.preprocessing.StringLookup;
import org.neurona.preprocessing.TextVectorization;

/** Sound files, and some that are known to be hostile, from which fuzzing begins. */
final class Seeds {
  private static final int SCRIPTS = 100;
  private static final int LONGEST_SCRIPT = 40;
  private static final Path FOLDER = resource("model-files");

  private Seeds() {}

  /** Beginnings of scripts; those of an ordinary build are all that there is. */
  static Stream<byte[]> scripts() {
    SplittableRandom random = new SplittableRandom(1);
    return IntStream.range(0, SCRIPTS).mapToObj(i -> {
      byte[] script = new byte[2 + random.nextInt(LONGEST_SCRIPT)];
      random.nextBytes(script);
      return script;
    });
  }

  // ---- models

  static Stream<byte[]> jsonModels() {
    return SeedModels.compiled().stream().map(model -> saved(model, ".json"));
  }

  static Stream<byte[]> kerasArchives() {
    return SeedModels.compiled().stream().map(model -> saved(model, ".keras"));
  }

  static Stream<byte[]> kerasH5() {
    return Stream.concat(SeedModels.compiled().stream().map(model -> saved(model, ".h5")),
        files(FOLDER, ".*_(model|2|1)\\.h5"));
  }

  static Stream<byte[]> kerasWeights() {
    return Stream.concat(Stream.of(".weights.h5", ".h5", ".keras").map(suffix -> saved(SeedModels.dense(), suffix)),
        files(FOLDER, ".*_weights\\.h5"));
  }

  static Stream<byte[]> safetensors() {
    return Stream.of(saved(SeedModels.dense(), ".safetensors"));
  }

  /** Files that are hostile in a way that has a name. */
  static Stream<byte[]> hostileH5() {
    return files(FOLDER.resolve("hdf5"), ".*\\.h5");
  }

  static Stream<byte[]> architectures() {
    List<byte[]> texts = new ArrayList<>();
    for (Model model : SeedModels.ofEachLayer()) {
      texts.add(Models.toJson(model).getBytes(StandardCharsets.UTF_8));
      texts.add(members(saved(model, ".keras")).get("config.json"));
    }
    return texts.stream();
  }

  /** Saves a model. */
  static byte[] saved(Model model, String suffix) {
    return written(suffix, file -> {
      if (suffix.equals(".weights.h5") || suffix.equals(".safetensors")) {
        Models.saveWeights(model, file);
      } else {
        Models.save(model, file);
      }
    });
  }

  /** The members of an archive, in its order. */
  static Map<String, byte[]> members(byte[] archive) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        zip.transferTo(bytes);
        members.put(entry.getName(), bytes.toByteArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return members;
  }

  // ---- what lies beside models

  static Stream<byte[]> backups() {
    Model model = SeedModels.dense();
    model.compile("adam", "mse", "mae");
    return Stream.of(written(".json", file -> {
      Path folder = Files.createTempDirectory("neurona-fuzz");
      try {
        model.fit(NDArray.of(new float[][] {{1, 2}, {3, 4}}), NDArray.of(new float[][] {{1}, {2}}),
            new FitOptions().epochs(2).batchSize(1).verbose(0).callbacks(new BackupAndRestore(folder),
                new EarlyStopping().restoreBestWeights(true), new LambdaCallback().onEpochBegin(epoch -> {
                  if (epoch == 1) {
                    throw new Stop();
                  }
                })));
      } catch (Stop e) {
        try (Stream<Path> backups = Files.list(folder)) {
          for (Path backup : backups.toList()) {
            Files.write(file, Files.readAllBytes(backup));
            Files.delete(backup);
          }
        }
      }
      Files.delete(folder);
    }));
  }

  /** Ends training before its time, so that its backup stays. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  static Stream<byte[]> vocabularies() {
    return Stream.of(
        written(".json", file -> Vocabularies.save(new StringLookup("x", "y").maskToken("-").oovToken("?"), file)),
        written(".json", file -> Vocabularies.save(new TextVectorization().maxTokens(9).ngrams(2).outputMode("tf_idf")
            .adapt(List.of("a b", "\u00e9 c a")), file)));
  }

  // ---- data

  static Stream<byte[]> npy() {
    return files(resource("data-files"), ".*\\.npy");
  }

  static Stream<byte[]> npz() {
    return files(resource("data-files"), ".*\\.npz");
  }

  static Stream<byte[]> idx() {
    byte[][] types = {{0x08, 1}, {0x09, 1}, {0x0b, 2}, {0x0c, 4}, {0x0d, 4}, {0x0e, 8}};
    return Stream.of(types).map(type -> {
      byte[] file = new byte[4 + 2 * 4 + 6 * type[1]];
      file[2] = type[0];
      file[3] = 2;
      file[7] = 3;
      file[11] = 2;
      file[12] = 1;
      return file;
    });
  }

  static Stream<byte[]> csv() {
    return Stream.of("a,b,species\n1,2.5,x\n-3e2,.5,\"y, z\"\n", "\uFEFFa;b\r\n1;\"2\r\n", "x\n\n1\n2\n", "0,1\n2\n")
        .map(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  // ---- files

  private static byte[] written(String suffix, HostileFile.Reader writing) {
    try {
      Path file = Files.createTempFile("neurona-fuzz", suffix);
      try {
        writing.read(file);
        return Files.readAllBytes(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(Seeds.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stream<byte[]> files(Path folder, String pattern) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<byte[]> contents = new ArrayList<>();
      for (Path file : files.filter(path -> path.getFileName().toString().matches(pattern)).sorted().toList()) {
        contents.add(Files.readAllBytes(file));
      }
      return contents.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
