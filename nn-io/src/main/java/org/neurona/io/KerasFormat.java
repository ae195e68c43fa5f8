package org.neurona.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.neurona.Model;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.guard.GuardedReading;
import org.neurona.io.hdf5.HdfGuard;
import org.neurona.io.keras.KerasContents;
import org.neurona.io.keras.KerasReader;
import org.neurona.io.keras.KerasWriter;
import org.neurona.io.zip.ZipArchive;

/** Keras' files. What they are read as is what they hold; the suffix decides what is written. */
enum KerasFormat implements FileFormat {
  /** Keras 3's archive. */
  ARCHIVE(".keras") {
    @Override
    public void save(Model model, Path file) throws IOException {
      FileReplacement.writeFile(file, (beside, second) -> KerasWriter.writeArchive(model, beside, second));
    }

    @Override
    public void saveWeights(Model model, Path file) {
      throw new IllegalArgumentException("A .keras file holds a whole model. Weights alone go to a file that ends in "
          + WEIGHTS.suffix() + ", got " + file);
    }
  },

  /** The weights of Keras 3 alone. */
  WEIGHTS(".weights.h5") {
    @Override
    public void save(Model model, Path file) {
      throw new IllegalArgumentException("A " + suffix() + " file holds weights alone: use Models.saveWeights, or "
          + "another suffix. Got " + file);
    }

    @Override
    public void saveWeights(Model model, Path file) throws IOException {
      FileReplacement.writeFile(file, (beside, second) -> KerasWriter.writeVariables(model, beside));
    }
  },

  /** The format of Keras 1 and 2, which Keras 3 calls legacy. */
  H5(".h5") {
    @Override
    public void save(Model model, Path file) throws IOException {
      save(model, file, new SaveOptions());
    }

    @Override
    public void save(Model model, Path file, SaveOptions options) throws IOException {
      boolean asKeras2 = options.kerasVersion() == 2;
      FileReplacement.writeFile(file, (beside, second) -> KerasWriter.writeLegacy(model, beside, asKeras2));
    }

    @Override
    public void saveWeights(Model model, Path file) throws IOException {
      FileReplacement.writeFile(file, (beside, second) -> KerasWriter.writeLegacyWeights(model, beside));
    }
  },

  /** Another suffix of the same. */
  HDF5(".hdf5") {
    @Override
    public void save(Model model, Path file) throws IOException {
      H5.save(model, file);
    }

    @Override
    public void save(Model model, Path file, SaveOptions options) throws IOException {
      H5.save(model, file, options);
    }

    @Override
    public void saveWeights(Model model, Path file) throws IOException {
      H5.saveWeights(model, file);
    }
  };

  private final String suffix;

  KerasFormat(String suffix) {
    this.suffix = suffix;
  }

  @Override
  public String suffix() {
    return suffix;
  }

  @Override
  public boolean recognises(ByteBuffer start) {
    return HdfGuard.isHdf5(start) || ZipArchive.isZip(start);
  }

  @Override
  public Model load(Path file, LoadOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return new KerasReader(file.getFileName().toString(), options).read(ByteSource.of(channel));
    }
  }

  @Override
  public void loadWeights(Model model, Path file, LoadOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      new KerasReader(file.getFileName().toString(), options).readWeightsInto(model, ByteSource.of(channel));
    }
  }

  @Override
  public FileContents contents(Path file, LoadOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return GuardedReading.of(file.getFileName().toString(),
          () -> new KerasContents(ByteSource.of(channel), options.limits()).read());
    }
  }

  @Override
  public List<StoredArray> arrays(Path file, LoadOptions options) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return GuardedReading.of(file.getFileName().toString(),
          () -> new KerasContents(ByteSource.of(channel), options.limits()).readArrays());
    }
  }
}
