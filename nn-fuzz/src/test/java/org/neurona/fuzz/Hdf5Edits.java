package org.neurona.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.hdf5.HdfGuard;

/**
 * Changes an HDF5 file where its structure is: sizes, counts and addresses become others, and the JSON in its
 * attributes is edited in its place. Bytes of arrays stay as they are, for any numbers are right there.
 */
final class Hdf5Edits {
  private static final int MOST_EDITS = 12;
  private static final long[] ODD = {0, 1, 2, 7, 8, 16, 255, 256, 65535, 65536, Integer.MAX_VALUE, 1L << 31,
      0xffffffffL, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1};

  private final byte[] sound;
  private final int[] structure;

  /** Finds where the structure of a sound file is: what the guard reads of it. */
  Hdf5Edits(byte[] sound) {
    this.sound = sound;
    BitSet read = new BitSet();
    ByteSource whole = ByteSource.of(sound);
    HdfGuard.check(new ByteSource() {
      @Override
      public long size() {
        return whole.size();
      }

      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        int count = whole.read(target, position);
        read.set((int) position, (int) position + Math.max(0, count));
        return count;
      }
    }, LoadLimits.defaults());
    this.structure = read.stream().toArray();
  }

  /** The file changed as a script says, until it ends. */
  byte[] apply(Script script) {
    byte[] file = sound.clone();
    for (int i = 0; i < MOST_EDITS && script.goesOn(); i++) {
      file = edit(file, script);
    }
    return file;
  }

  private byte[] edit(byte[] file, Script script) {
    int at = structure[script.below(structure.length)];
    if (at >= file.length) {
      return file;
    }
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int room = file.length - at;
    switch (script.below(9)) {
      case 0 -> put(bytes, at, 1, script.number(), room);
      case 1 -> put(bytes, at, 2, odd(script, file), room);
      case 2 -> put(bytes, at, 4, odd(script, file), room);
      case 3 -> put(bytes, at, 8, odd(script, file), room);
      case 4 -> {
        int from = structure[script.below(structure.length)];
        System.arraycopy(sound, from, file, at, Math.min(8, Math.min(room, sound.length - from)));
      }
      case 5 -> put(bytes, at, 8, structure[script.below(structure.length)], room);
      case 6 -> {
        return Arrays.copyOf(file, 1 + script.below(file.length));
      }
      default -> editText(file, script);
    }
    return file;
  }

  private static long odd(Script script, byte[] file) {
    int choice = script.below(ODD.length + 2);
    return choice < ODD.length ? ODD[choice] : choice == ODD.length ? file.length : script.number();
  }

  private static void put(ByteBuffer bytes, int at, int width, long value, int room) {
    for (int i = 0; i < Math.min(width, room); i++) {
      bytes.put(at + i, (byte) (value >>> 8 * i));
    }
  }

  /** Edits one of the JSON texts; blanks fill what it leaves of its room. */
  private static void editText(byte[] file, Script script) {
    String letters = new String(file, StandardCharsets.ISO_8859_1);
    int skipped = script.below(3);
    int from = -1;
    do {
      from = letters.indexOf("{\"", from + 1);
    } while (from >= 0 && skipped-- > 0);
    int to = from < 0 ? -1 : endOfObject(letters, from);
    if (to < 0) {
      return;
    }
    byte[] edited = JsonEdits.apply(letters.substring(from, to), script).getBytes(StandardCharsets.ISO_8859_1);
    if (edited.length <= to - from) {
      Arrays.fill(file, from, to, (byte) ' ');
      System.arraycopy(edited, 0, file, from, edited.length);
    }
  }

  private static int endOfObject(String letters, int from) {
    int depth = 0;
    for (int at = from; at < letters.length() && letters.charAt(at) != 0; at++) {
      depth += letters.charAt(at) == '{' ? 1 : letters.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return -1;
  }
}
