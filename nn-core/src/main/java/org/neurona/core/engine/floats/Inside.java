package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Output places of an image whose windows have the same elements inside the image: nearly all places, and a few sorts
 * of them along the edges where windows hang over. Tables say where things are.
 *
 * @param places the places, by number
 * @param windows for each place where its window starts in the image; outside, where the window does
 * @param taps for each element of a window that is inside where it is, from the window's start on
 * @param elements which elements these are, by number
 */
record Inside(int[] places, int[] windows, int[] taps, int[] elements) {
  /** The sorts of places of a window. */
  static List<Inside> of(WindowGeometry geometry) {
    Map<List<Integer>, List<Integer>> sorts = new LinkedHashMap<>();
    for (int place = 0; place < geometry.outputPlaces(); place++) {
      int[] at = axes(geometry.places, place);
      List<Integer> sort = new ArrayList<>();
      for (int axis = 0; axis < at.length; axis++) {
        sort.add(geometry.firstTap(axis, at[axis]));
        sort.add(geometry.endTap(axis, at[axis]));
      }
      sorts.computeIfAbsent(sort, unused -> new ArrayList<>()).add(place);
    }
    return sorts.entrySet().stream().map(sort -> of(geometry, sort.getKey(), sort.getValue())).toList();
  }

  private static Inside of(WindowGeometry g, List<Integer> sort, List<Integer> places) {
    List<Integer> elements = new ArrayList<>();
    List<Integer> taps = new ArrayList<>();
    for (int z = sort.get(0); z < sort.get(1); z++) {
      for (int y = sort.get(2); y < sort.get(3); y++) {
        for (int x = sort.get(4); x < sort.get(5); x++) {
          elements.add((z * g.sizes[1] + y) * g.sizes[2] + x);
          taps.add(offset(g, z * g.dilations[0], y * g.dilations[1], x * g.dilations[2]));
        }
      }
    }
    int[] windows = places.stream().mapToInt(place -> {
      int[] at = axes(g.places, place);
      return offset(g, g.index(0, at[0], 0), g.index(1, at[1], 0), g.index(2, at[2], 0));
    }).toArray();
    return new Inside(array(places), windows, array(taps), array(elements));
  }

  /** The numbers times a factor: rows of a matrix so far apart. */
  static int[] times(int[] numbers, int factor) {
    int[] products = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      products[i] = numbers[i] * factor;
    }
    return products;
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] axes(int[] lengths, int place) {
    return new int[] {place / lengths[2] / lengths[1], place / lengths[2] % lengths[1], place % lengths[2]};
  }

  private static int offset(WindowGeometry g, int z, int y, int x) {
    return ((z * g.lengths[1] + y) * g.lengths[2] + x) * g.channels;
  }
}
