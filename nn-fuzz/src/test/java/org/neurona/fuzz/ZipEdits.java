package org.neurona.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Changes the members of a zip archive, and packs them again with the right sizes and checksums. */
final class ZipEdits {
  private static final int MOST_EDITS = 4;

  private final Map<String, byte[]> members;
  private final Map<String, Hdf5Edits> hdf5 = new LinkedHashMap<>();

  ZipEdits(byte[] sound) {
    members = Seeds.members(sound);
    members.forEach((name, bytes) -> {
      if (name.endsWith(".h5")) {
        hdf5.put(name, new Hdf5Edits(bytes));
      }
    });
  }

  /** The archive changed as a script says, until it ends. */
  byte[] apply(Script script) throws IOException {
    Map<String, byte[]> edited = new LinkedHashMap<>(members);
    for (int i = 0; i < MOST_EDITS && script.goesOn(); i++) {
      List<String> names = new ArrayList<>(edited.keySet());
      if (!names.isEmpty()) {
        edit(edited, names, script);
      }
    }
    return packed(edited, script);
  }

  private void edit(Map<String, byte[]> edited, List<String> names, Script script) {
    String name = script.oneOf(names);
    int kind = script.below(16);
    if (kind == 0) {
      edited.remove(name);
    } else if (kind == 1) {
      edited.put(name, edited.get(script.oneOf(names)));
    } else if (name.endsWith(".h5")) {
      edited.put(name, hdf5.get(name).apply(script));
    } else if (name.endsWith(".json")) {
      String text = new String(edited.get(name), StandardCharsets.UTF_8);
      edited.put(name, JsonEdits.apply(text, script).getBytes(StandardCharsets.UTF_8));
    } else {
      byte[] bytes = edited.get(name).clone();
      for (int i = 0; i < kind && bytes.length > 0; i++) {
        bytes[script.below(bytes.length)] = (byte) script.below(256);
      }
      edited.put(name, bytes);
    }
  }

  private static byte[] packed(Map<String, byte[]> members, Script script) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        ZipEntry entry = new ZipEntry(member.getKey());
        if (script.below(2) == 0) {
          CRC32 crc = new CRC32();
          crc.update(member.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(member.getValue().length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(member.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
