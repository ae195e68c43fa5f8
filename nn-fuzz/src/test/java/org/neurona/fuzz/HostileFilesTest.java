package org.neurona.fuzz;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/**
 * A folder of hostile files is read in a virtual machine with 256 MB, and each is refused for what it is. Larger files
 * than fuzzing tries are among them.
 */
class HostileFilesTest {
  private static final int SECONDS = 180;

  @TempDir
  Path folder;
  private final Map<String, String> expected = new TreeMap<>();

  private void file(String name, byte[] content, String reason) throws IOException {
    Files.write(folder.resolve(name), content);
    expected.put(name, reason);
  }

  private void json(String name, String model, String reason) throws IOException {
    file(name, ("{\"format\": \"neurona\", \"version\": 1, \"model\": " + model + "}")
        .getBytes(StandardCharsets.UTF_8), reason);
  }

  private static String sequential(String... layers) {
    return "{\"class_name\": \"Sequential\", \"name\": \"m\", \"seed\": 0, \"layers\": ["
        + String.join(", ", layers) + "]}";
  }

  private static String layer(String className, String config) {
    return "{\"class_name\": \"" + className + "\", \"config\": {" + config + "}}";
  }

  private static String input(String shape) {
    return layer("InputLayer", "\"input_shape\": " + shape);
  }

  @Test
  void eachIsRefusedForWhatItIs() throws IOException, InterruptedException {
    longTexts();
    layersThatAreLarge();
    weights();
    archives();
    hdf5();
    data();

    Map<String, String> outcomes = outcomes();

    assertAll(expected.entrySet().stream().map(entry -> (Executable) () -> {
      String outcome = outcomes.getOrDefault(entry.getKey(), "nothing");
      assertTrue(outcome.contains(entry.getValue()), entry.getKey() + ": " + outcome);
    }));
  }

  private Map<String, String> outcomes() throws IOException, InterruptedException {
    Path output = Files.createTempFile("neurona-fuzz", ".txt");
    try {
      Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m", "-XX:+UseSerialGC", "-Dneurona.engine=scalar", "-Dneurona.threads=1",
          "-cp", System.getProperty("java.class.path"), HostileFilesProgram.class.getName(), folder.toString())
          .redirectErrorStream(true).redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      assertTrue(ended, () -> "not at an end after " + SECONDS + " s");
      assertEquals(0, process.exitValue());
      Map<String, String> outcomes = new HashMap<>();
      for (String line : Files.readAllLines(output)) {
        int tab = line.indexOf('\t');
        outcomes.put(line.substring(0, Math.max(0, tab)), line.substring(tab + 1));
      }
      return outcomes;
    } finally {
      Files.delete(output);
    }
  }

  private void longTexts() throws IOException {
    String tooLong = "too long: a text or a part of the structure has more characters than are allowed";
    json("depth.json", "[".repeat(1_000_000), "too deeply nested");
    json("lists.json", sequential("[0],".repeat(3_000_000) + "0"), tooLong);
    json("objects.json", sequential("{\"\":0},".repeat(2_000_000) + "0"), tooLong);
    json("numbers.json", sequential("1.5,".repeat(3_000_000) + "0"), tooLong);
    json("texts.json", sequential("\"a\",".repeat(3_000_000) + "0"), tooLong);
    json("layers.json", sequential(layer("Dropout", "\"rate\": 0.5") + (", " + layer("Dropout", "\"rate\": 0.5"))
        .repeat(30_000)), "more than the limit of 25000");
    json("message.json", sequential(layer("Dense", "\"units\": [" + "[1], ".repeat(100_000) + "1]")),
        "expected a positive integer. Received: units=[[1], [1], ");
  }

  private void layersThatAreLarge() throws IOException {
    json("units.json", sequential(input("[2]"), layer("Dense", "\"units\": 2147483647")),
        "has more than 2147483647 elements");
    json("axes.json", sequential(input("[" + "1, ".repeat(300_000) + "1]"), layer("Flatten", "")), "expected a shape");
    json("resizing.json", sequential(input("[6, 5, 3]"), layer("Resizing", "\"height\": 100000000, \"width\": 1")),
        "Images can't be made 100000000 pixels high or wide");
    json("padding.json", sequential(input("[6, 5, 3]"), layer("Resizing", "\"height\": 50000000, \"width\": 1, "
        + "\"pad_to_aspect_ratio\": true")), "Images can't be made");
    json("crop.json", sequential(input("[6, 6, 1]"), layer("CenterCrop", "\"height\": 30000000, \"width\": 20")),
        "Images can't be made");
    json("upsampling.json", sequential(input("[9, 5, 3]"), layer("UpSampling2D", "\"size\": [1000000, 1], "
        + "\"interpolation\": \"bilinear\"")), "bilinear interpolation enlarges by at most 4096");
    json("places.json", sequential(input("[10, 3]"), layer("AdaptiveAveragePooling1D", "\"output_size\": 100000000")),
        "places along an axis, more than 4096");
    json("oov.json", sequential(input("[2]"), layer("IntegerLookup", "\"num_oov_indices\": 400000000, "
        + "\"vocabulary\": [1, 2], \"invert\": true")), "an output of more than 4194304 places");
    json("span.json", sequential(input("[2]"), layer("IntegerLookup", "\"vocabulary\": [-8000000, 8000000]")),
        "the vocabulary spans more than 4194304 numbers");
    json("attention.json", "{\"class_name\": \"Functional\", \"name\": \"m\", \"seed\": 0, \"layers\": ["
        + input("[2000000000, 3]") + ", " + layer("Attention", "\"use_causal_mask\": true") + "], \"applications\": ["
        + "{\"layer\": 0, \"inputs\": []}, {\"layer\": 1, \"inputs\": [[0, 0], [0, 0]]}], \"inputs\": [[0, 0]], "
        + "\"outputs\": [[1, 0]]}", "A causal mask can't have 2000000000 steps");
  }

  private void weights() throws IOException {
    String sound = new String(Seeds.saved(new Sequential(new Input(2),
        new Dense(1)), ".json"), StandardCharsets.UTF_8);
    file("claim.json", sound.replace("\"shape\": [2, 1]", "\"shape\": [2000000000, 1]")
        .getBytes(StandardCharsets.UTF_8), "has 2 values, but its shape (2000000000, 1) needs 2000000000");
    file("contradiction.json", sound.replace("\"units\": 1", "\"units\": 3").getBytes(StandardCharsets.UTF_8),
        "has shape (2, 3), but the file's");
    file("cut.json", sound.substring(0, sound.length() / 2).getBytes(StandardCharsets.UTF_8), "ends too early");
    Sequential nan = new Sequential(new Input(2), new Dense(1));
    nan.setWeights(List.of(NDArray.of(new float[][] {{Float.NaN}, {1}}), NDArray.of(0f)));
    for (String suffix : List.of(".json", ".keras", ".h5")) {
      // Numbers that are none are a training's result, not a damage.
      file("not-a-number" + suffix, Seeds.saved(nan, suffix), "read");
    }
  }

  private void archives() throws IOException {
    Map<String, byte[]> sound = Seeds.members(Seeds.saved(SeedModels.dense(), ".keras"));
    file("bomb.keras", zip(Map.of("config.json", ("{" + " ".repeat(50 << 20) + "}").getBytes(StandardCharsets.UTF_8))),
        "of the archive");
    file("missing-config.keras", zip(without(sound, "config.json")), "the member config.json is missing");
    file("missing-weights.keras", zip(without(sound, "model.weights.h5")), "the member model.weights.h5 is missing");
    file("parent.keras", zip(Map.of("../config.json", new byte[1])), "which is no name for a file within an archive");
    file("absolute.keras", zip(Map.of("/etc/config.json", new byte[1])), "which is no name for a file");
    Map<String, byte[]> many = new TreeMap<>();
    for (int i = 0; i < 20_000; i++) {
      many.put("member" + i, new byte[0]);
    }
    file("members.keras", zip(many), "members, more than 10000");
    Map<String, byte[]> other = new TreeMap<>(sound);
    other.put("config.json", new String(sound.get("config.json"), StandardCharsets.UTF_8)
        .replace("\"units\":3", "\"units\":4").getBytes(StandardCharsets.UTF_8));
    file("contradiction.keras", zip(other), "has shape (2, 4), the file's has shape (2, 3)");
    byte[] whole = zip(sound);
    file("cut.keras", Arrays.copyOf(whole, whole.length - 10), "not a zip archive");
  }

  private static Map<String, byte[]> without(Map<String, byte[]> members, String name) {
    Map<String, byte[]> rest = new TreeMap<>(members);
    rest.remove(name);
    return rest;
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private void hdf5() throws IOException {
    int number = 0;
    for (byte[] hostile : Seeds.hostileH5().toList()) {
      file("hostile" + number + ".h5", hostile, "hostile" + number++ + ".h5: ");
    }
    byte[] sound = Seeds.kerasH5().skip(4).findFirst().orElseThrow();
    byte[] loop = sound.clone();
    ByteBuffer bytes = ByteBuffer.wrap(loop).order(ByteOrder.LITTLE_ENDIAN);
    int root = (int) bytes.getLong(64); // the root's header, from the superblock
    // The first message of the header becomes a continuation of the header at its own begin.
    bytes.putShort(root + 16, (short) 0x10).putShort(root + 18, (short) 16).putLong(root + 24, root)
        .putLong(root + 32, 64);
    file("header-loop.h5", loop, "header-loop.h5: /: ");
    byte[] text = sound.clone();
    int heap = new String(text, StandardCharsets.ISO_8859_1).indexOf("GCOL");
    ByteBuffer.wrap(text).order(ByteOrder.LITTLE_ENDIAN).putLong(heap + 16 + 8, 1L << 40);
    file("long-text.h5", text, "a text is longer than its heap");
    file("cut.h5", Arrays.copyOf(sound, sound.length / 2), "cut.h5: ");
  }

  private void data() throws IOException {
    byte[] claim = "\u0093NUMPY\1\0\u0076\0{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }"
        .getBytes(StandardCharsets.ISO_8859_1);
    claim = Arrays.copyOf(claim, 128);
    Arrays.fill(claim, "\u0093NUMPY\1\0\u0076\0{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }"
        .length(), 127, (byte) ' ');
    claim[127] = '\n';
    file("claim.npy", claim, "more than an array can have");
    byte[] zeros = new byte[(100 << 20) + 128];
    byte[] header = new String(claim, StandardCharsets.ISO_8859_1).replace("(2000000000,)", "(26214400,)  ")
        .getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(header, 0, zeros, 0, header.length);
    file("bomb.npz", zip(Map.of("x.npy", zeros)), "times the archive's size");
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(new byte[] {0, 0, 8, 1, 0x10, 0, 0, 0});
      gzip.write(new byte[256 << 20 >> 2]);
    }
    file("bomb-idx.gz", compressed.toByteArray(), "it unpacks to more than 100 times its size");
    file("field.csv", ("a\n" + "x".repeat(20 << 20)).getBytes(StandardCharsets.UTF_8), "field.csv, line ");
  }
}
