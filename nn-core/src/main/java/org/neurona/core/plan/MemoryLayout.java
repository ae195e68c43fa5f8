package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/**
 * Where in one block of memory each value lives. A value has its place from the phase that makes it to the last one
 * that takes it; places of values that are never alive together may overlap.
 */
public final class MemoryLayout {
  /** Values start at whole cache lines of 16 floats. */
  private static final int ALIGNMENT = 16;

  /** The longest is placed first. */
  private record Life(Tensor tensor, int from, int to) implements Comparable<Life> {
    @Override
    public int compareTo(Life other) {
      return Integer.compare(other.tensor.shape().size(), tensor.shape().size());
    }
  }

  private record Place(int offset, int end) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return Integer.compare(offset, other.offset);
    }
  }

  private final Map<Tensor, Integer> offsets = new IdentityHashMap<>();
  private int size;

  private MemoryLayout() {}

  /** The layout for a schedule. Placeholders live from the start, results to the end. */
  public static MemoryLayout of(Graph graph, List<Unit> units, Schedule schedule) {
    return of(graph, units, schedule, Set.of());
  }

  /** The layout for a schedule without some values, which live elsewhere. */
  public static MemoryLayout of(Graph graph, List<Unit> units, Schedule schedule, Set<Tensor> elsewhere) {
    int end = schedule.phases().size();
    Map<Tensor, Integer> lastUse = new IdentityHashMap<>();
    for (Unit unit : units) {
      for (Tensor input : unit.inputs()) {
        lastUse.put(input, Math.max(lastUse.getOrDefault(input, -1), schedule.phaseOf(unit)));
      }
    }
    for (Tensor result : graph.results()) {
      lastUse.put(Fusion.origin(result), end);
    }
    List<Life> lives = new ArrayList<>();
    for (Tensor placeholder : graph.placeholders()) {
      if (!elsewhere.contains(placeholder)) {
        lives.add(new Life(placeholder, -1, lastUse.getOrDefault(placeholder, -1)));
      }
    }
    for (Unit unit : units) {
      for (Node node : unit.nodes()) {
        for (Tensor output : node.outputs()) {
          if (lastUse.containsKey(output) && !schedule.inPlace().containsKey(output) && !elsewhere.contains(output)) {
            lives.add(new Life(output, schedule.phaseOf(unit), lastUse.get(output)));
          }
        }
      }
    }
    MemoryLayout layout = new MemoryLayout();
    layout.place(lives);
    return layout;
  }

  /** Where a value starts; null for one that has no place here. */
  public Integer offset(Tensor tensor) {
    return offsets.get(tensor);
  }

  /** The length of the block. */
  public int size() {
    return size;
  }

  /** Largest first, each at the lowest place that is free for its whole life. */
  private void place(List<Life> lives) {
    Collections.sort(lives);
    List<Life> placedLives = new ArrayList<>();
    List<Place> placed = new ArrayList<>();
    for (Life life : lives) {
      int length = Math.addExact(life.tensor().shape().size(), ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
      List<Place> taken = new ArrayList<>();
      for (int i = 0; i < placed.size(); i++) {
        Life other = placedLives.get(i);
        if (other.from() <= life.to() && life.from() <= other.to()) {
          taken.add(placed.get(i));
        }
      }
      Collections.sort(taken);
      int offset = 0;
      for (Place place : taken) {
        if (place.offset() - offset >= length) {
          break;
        }
        offset = Math.max(offset, place.end());
      }
      int end = Math.addExact(offset, length);
      placed.add(new Place(offset, end));
      placedLives.add(life);
      offsets.put(life.tensor(), offset);
      size = Math.max(size, end);
    }
  }
}
