package org.neurona.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Places for the nodes of a graph without circles: in rows, so that all edges lead downwards (K. Sugiyama, S. Tagawa
 * and
 * M. Toda, "Methods for visual understanding of hierarchical system structures", 1981). An edge over several rows gets
 * a
 * place of its own in each row that it passes, so that it runs around the nodes there.
 */
final class LayeredLayout {
  private static final double BESIDE = 28;
  private static final double WIDTH_OF_PASSING = 12;
  /** Edges that pass rows are kept straighter than others. */
  private static final double WEIGHT_OF_PASSING = 4;
  private static final int SWEEPS = 12;

  /** A node, or where an edge passes a row. */
  private static final class Place {
    private final int row;
    private final double width;
    private final double weight;
    private final List<Place> above = new ArrayList<>();
    private final List<Place> below = new ArrayList<>();
    private double order;
    private double x;

    Place(int row, double width, double weight) {
      this.row = row;
      this.width = width;
      this.weight = weight;
    }
  }

  private final Place[] nodes;
  private final List<List<Place>> rows = new ArrayList<>();
  private final List<List<Place>> passings = new ArrayList<>();

  /**
   * Finds the places.
   *
   * @param widths the width of each node
   * @param inputs for each node the earlier ones that lead to it
   */
  LayeredLayout(double[] widths, List<List<Integer>> inputs) {
    int[] row = rows(inputs);
    nodes = new Place[widths.length];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = place(row[i], widths[i], 1);
    }
    for (int i = 0; i < nodes.length; i++) {
      for (int input : inputs.get(i)) {
        passings.add(connect(nodes[input], nodes[i]));
      }
    }
    orderRows();
    placeRows();
  }

  /** As far below the inputs as the longest way is; a node without inputs right above the first that needs it. */
  private static int[] rows(List<List<Integer>> inputs) {
    int[] row = new int[inputs.size()];
    int[] needed = new int[inputs.size()];
    Arrays.fill(needed, Integer.MAX_VALUE);
    for (int i = 0; i < row.length; i++) {
      for (int input : inputs.get(i)) {
        row[i] = Math.max(row[i], row[input] + 1);
      }
    }
    for (int i = 0; i < row.length; i++) {
      for (int input : inputs.get(i)) {
        needed[input] = Math.min(needed[input], row[i]);
      }
    }
    for (int i = 0; i < row.length; i++) {
      if (inputs.get(i).isEmpty() && needed[i] != Integer.MAX_VALUE) {
        row[i] = needed[i] - 1;
      }
    }
    return row;
  }

  private Place place(int row, double width, double weight) {
    while (rows.size() <= row) {
      rows.add(new ArrayList<>());
    }
    Place place = new Place(row, width, weight);
    rows.get(row).add(place);
    return place;
  }

  private List<Place> connect(Place from, Place to) {
    List<Place> passing = new ArrayList<>();
    Place last = from;
    for (int row = from.row + 1; row < to.row; row++) {
      Place place = place(row, WIDTH_OF_PASSING, WEIGHT_OF_PASSING);
      join(last, place);
      passing.add(place);
      last = place;
    }
    join(last, to);
    return passing;
  }

  private static void join(Place above, Place below) {
    above.below.add(below);
    below.above.add(above);
  }

  /** Sorts each row by the mean place of its neighbours, down and up in turn; the order with fewest crossings stays. */
  private void orderRows() {
    List<List<Place>> best = copy();
    int fewest = crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        List<Place> row = rows.get(down ? i : rows.size() - 1 - i);
        for (int k = 0; k < row.size(); k++) {
          List<Place> neighbours = down ? row.get(k).above : row.get(k).below;
          row.get(k).order = neighbours.stream().mapToDouble(other -> rows.get(other.row).indexOf(other)).average()
              .orElse(k);
        }
        row.sort(Comparator.comparingDouble(place -> place.order));
      }
      if (crossings() < fewest) {
        fewest = crossings();
        best = copy();
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      rows.set(i, best.get(i));
    }
  }

  private List<List<Place>> copy() {
    List<List<Place>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new ArrayList<>(row)));
    return copy;
  }

  private int crossings() {
    int count = 0;
    for (int i = 0; i + 1 < rows.size(); i++) {
      List<Place> next = rows.get(i + 1);
      List<int[]> edges = new ArrayList<>();
      for (int k = 0; k < rows.get(i).size(); k++) {
        for (Place below : rows.get(i).get(k).below) {
          edges.add(new int[] {k, next.indexOf(below)});
        }
      }
      for (int[] one : edges) {
        for (int[] other : edges) {
          count += one[0] < other[0] && one[1] > other[1] ? 1 : 0;
        }
      }
    }
    return count;
  }

  /** Draws each place to the middle of its neighbours, as far as its row lets it. */
  private void placeRows() {
    for (List<Place> row : rows) {
      settle(row, new double[row.size()]);
    }
    for (int sweep = 0; sweep <= SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        List<Place> row = rows.get(down ? i : rows.size() - 1 - i);
        settle(row, row.stream().mapToDouble(place -> (down ? place.above : place.below).stream()
            .mapToDouble(other -> other.x).average().orElse(place.x)).toArray());
      }
    }
    double left = Arrays.stream(nodes).mapToDouble(place -> place.x - place.width / 2).min().orElse(0);
    left = Math.min(left, rows.stream().flatMap(List::stream).mapToDouble(place -> place.x - place.width / 2).min()
        .orElse(0));
    for (List<Place> row : rows) {
      for (Place place : row) {
        place.x -= left;
      }
    }
  }

  /**
   * The places nearest to the wanted ones, by least squares, that keep their order and distance: with the distances
   * taken off this is isotonic regression, solved by pooling adjacent violators.
   */
  private static void settle(List<Place> row, double[] wanted) {
    double[] offset = new double[wanted.length];
    for (int i = 1; i < wanted.length; i++) {
      offset[i] = offset[i - 1] + (row.get(i - 1).width + row.get(i).width) / 2 + BESIDE;
    }
    double[] mean = new double[wanted.length];
    double[] weight = new double[wanted.length];
    int[] count = new int[wanted.length];
    int pools = 0;
    for (int i = 0; i < wanted.length; i++) {
      mean[pools] = wanted[i] - offset[i];
      weight[pools] = row.get(i).weight;
      count[pools] = 1;
      while (pools > 0 && mean[pools - 1] > mean[pools]) {
        double sum = weight[pools - 1] + weight[pools];
        mean[pools - 1] = (mean[pools - 1] * weight[pools - 1] + mean[pools] * weight[pools]) / sum;
        weight[pools - 1] = sum;
        count[pools - 1] += count[pools];
        pools--;
      }
      pools++;
    }
    int i = 0;
    for (int pool = 0; pool < pools; pool++) {
      for (int k = 0; k < count[pool]; k++, i++) {
        row.get(i).x = mean[pool] + offset[i];
      }
    }
  }

  /** How many rows there are. */
  int rows() {
    return rows.size();
  }

  /** How wide all of it is. */
  double width() {
    return rows.stream().flatMap(List::stream).mapToDouble(place -> place.x + place.width / 2).max().orElse(0);
  }

  /** The row of a node, counted from 0 at the top. */
  int row(int node) {
    return nodes[node].row;
  }

  /** The middle of a node. */
  double center(int node) {
    return nodes[node].x;
  }

  /** Where an edge passes the rows between its ends; edges are counted by node, then by its inputs. */
  double[] passing(int edge) {
    return passings.get(edge).stream().mapToDouble(place -> place.x).toArray();
  }
}
