package org.neurona.io.safetensors;

import java.util.List;

/** The beginning of a list, for messages: a file may have very many things that are wrong. */
public final class Listing {
  private static final int LISTED = 12;

  private Listing() {}

  /** The first items, and how many more there are. */
  public static String of(List<String> items, String between) {
    String listed = String.join(between, items.subList(0, Math.min(LISTED, items.size())));
    return items.size() > LISTED ? listed + between + "and " + (items.size() - LISTED) + " more" : listed;
  }
}
