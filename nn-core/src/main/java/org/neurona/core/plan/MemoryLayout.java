package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
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

  private record Life(Tensor tensor, int from, int to) {}

  private record Place(int offset, int end) {}

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
      unit.inputs().forEach(input -> lastUse.merge(input, schedule.phaseOf(unit), Math::max));
    }
    graph.results().forEach(result -> lastUse.put(Fusion.origin(result), end));
    List<Life> lives = new ArrayList<>();
    for (Tensor placeholder : graph.placeholders()) {
      lives.add(new Life(placeholder, -1, lastUse.getOrDefault(placeholder, -1)));
    }
    for (Unit unit : units) {
      for (Node node : unit.nodes()) {
        for (Tensor output : node.outputs()) {
          if (lastUse.containsKey(output) && !schedule.inPlace().containsKey(output)) {
            lives.add(new Life(output, schedule.phaseOf(unit), lastUse.get(output)));
          }
        }
      }
    }
    lives.removeIf(life -> elsewhere.contains(life.tensor()));
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
    lives.sort(Comparator.comparingInt((Life life) -> life.tensor().shape().size()).reversed());
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
      taken.sort(Comparator.comparingInt(Place::offset));
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
