package org.neurona.core.ops;

import static org.neurona.core.ops.OpCase.real;
import static org.neurona.core.ops.OpCase.whole;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.gather;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.tanh;
import static org.neurona.ops.Ops.transpose;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Scan;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.Tensor;

/** The cases that scans are held to: steps of many kinds, in both directions. */
final class ScanCases {
  private ScanCases() {}

  static void addTo(List<OpCase> cases) {
    sums(cases);
    recurrent(cases);
    wiring(cases);
    rowsThatMix(cases);
    others(cases);
  }

  /** All that a scan gives, in one vector. */
  private static Tensor all(Values values) {
    List<Tensor> flat = new ArrayList<>();
    values.states().forEach(state -> flat.add(reshape(state, -1)));
    values.outputs().forEach(output -> flat.add(reshape(output, -1)));
    return concatenate(flat, 0);
  }

  private static Tensor scan(Scan.Step step, boolean reverse, List<Tensor> initial, Tensor... sequences) {
    return all(Ops.scan(step, initial, List.of(sequences), reverse));
  }

  private static void sums(List<OpCase> cases) {
    for (boolean reverse : new boolean[] {false, true}) {
      for (int length : new int[] {1, 2, 7}) {
        cases.add(OpCase.of("scan: running sums of " + length + (reverse ? " from the end" : ""),
            in -> scan((s, x) -> new Values(List.of(add(s.get(0), x.get(0))), List.of(s.get(0))), reverse,
                List.of(in.get(0)), in.get(1)), real(3), real(length, 3))
            .giving(in -> runningSums(in.get(0), in.get(1), reverse)));
      }
      cases.add(OpCase.of("scan: a step of numbers" + (reverse ? " from the end" : ""),
          in -> scan((s, x) -> new Values(List.of(multiply(s.get(0), x.get(0))), List.of(Ops.sin(s.get(0)))), reverse,
              List.of(in.get(0)), in.get(1)), real(), real(5)));
    }
  }

  /** The last sum, then the sum before each step. */
  private static double[] runningSums(double[] first, double[] x, boolean reverse) {
    int length = x.length / first.length;
    double[] all = new double[first.length * (length + 1)];
    double[] sum = first.clone();
    for (int step = 0; step < length; step++) {
      int at = reverse ? length - 1 - step : step;
      for (int i = 0; i < sum.length; i++) {
        all[first.length * (at + 1) + i] = sum[i];
        sum[i] += x[at * sum.length + i];
      }
    }
    System.arraycopy(sum, 0, all, 0, sum.length);
    return all;
  }

  private static void recurrent(List<OpCase> cases) {
    for (int[] size : new int[][] {{2, 3, 2}, {4, 1, 1}, {3, 33, 5}, {2, 50, 20}}) {
      for (boolean reverse : new boolean[] {false, true}) {
        String of = " of " + size[0] + " steps, " + size[1] + " rows, " + size[2] + " units"
            + (reverse ? " from the end" : "");
        cases.add(OpCase.of("scan: simple recurrent" + of, in -> scan((s, x) -> {
          Tensor h = tanh(add(x.get(0), matmul(s.get(0), in.get(2))));
          return new Values(List.of(h), List.of(h));
        }, reverse, List.of(in.get(0)), in.get(1)), real(size[1], size[2]), real(size[0], size[1], size[2]),
            real(-0.5, 0.5, size[2], size[2])).giving(in -> simple(in, size[0], size[1], size[2], reverse)));
        cases.add(OpCase.of("scan: two gates and two states" + of, in -> scan((s, x) -> {
          Tensor z = add(add(x.get(0), matmul(s.get(0), in.get(3))), in.get(4));
          Tensor gate = sigmoid(slice(z, 1, 0, size[2]));
          Tensor c = add(multiply(gate, s.get(1)), tanh(slice(z, 1, size[2], size[2])));
          return new Values(List.of(multiply(gate, tanh(c)), c), List.of());
        }, reverse, List.of(in.get(0), in.get(1)), in.get(2)), real(size[1], size[2]), real(size[1], size[2]),
            real(size[0], size[1], 2 * size[2]), real(-0.5, 0.5, size[2], 2 * size[2]), real(2 * size[2])));
      }
    }
  }

  /** The last state, then the state after each step. */
  private static double[] simple(List<double[]> in, int length, int rows, int units, boolean reverse) {
    int size = rows * units;
    double[] all = new double[size * (length + 1)];
    double[] h = in.get(0).clone();
    for (int step = 0; step < length; step++) {
      int at = reverse ? length - 1 - step : step;
      double[] product = PlainValues.matmul(h, false, in.get(2), false, 1, rows, units, units);
      h = new double[size];
      for (int i = 0; i < size; i++) {
        h[i] = Math.tanh(in.get(1)[at * size + i] + product[i]);
      }
      System.arraycopy(h, 0, all, size * (at + 1), size);
    }
    System.arraycopy(h, 0, all, 0, size);
    return all;
  }

  private static void wiring(List<OpCase> cases) {
    cases.add(OpCase.of("scan: a state that stays, one that is swapped in, and a constant one", in -> scan((s, x) ->
        new Values(List.of(s.get(0), s.get(2), x.get(0), Ops.fill(2, Shape.of(3, 2))),
            List.of(multiply(s.get(1), s.get(3)))), false, List.of(in.get(0), in.get(1), in.get(2), in.get(0)),
            in.get(3)), real(3, 2), real(3, 2), real(3, 2), real(4, 3, 2)));
    cases.add(OpCase.of("scan: outputs that are slices, states, invariants, numbers and each other", in -> scan(
        (s, x) -> {
          Tensor next = multiply(s.get(0), x.get(0));
          return new Values(List.of(next), List.of(x.get(0), s.get(0), in.get(2), next, next, reshape(next, 2, 3),
              Ops.fill(3, Shape.of(2))));
        }, true, List.of(in.get(0)), in.get(1)), real(3, 2), real(4, 3, 2), real(2)));
    cases.add(OpCase.of("scan: no state", in -> scan((s, x) ->
        new Values(List.of(), List.of(matmul(x.get(0), in.get(1)))), false, List.of(), in.get(0)), real(4, 3, 2),
        real(2, 5)));
    cases.add(OpCase.of("scan: two sequences, of which one is used for the output alone", in -> scan((s, x) -> {
      Tensor next = tanh(add(s.get(0), x.get(0)));
      return new Values(List.of(next), List.of(multiply(next, x.get(1))));
    }, false, List.of(in.get(0)), in.get(1), in.get(2)), real(3, 2), real(4, 3, 2), real(4, 3, 1)));
    cases.add(OpCase.of("scan: steps that are left out for some rows", in -> scan((s, x) -> {
      Tensor next = where(x.get(1), tanh(add(matmul(s.get(0), in.get(3)), x.get(0))), s.get(0));
      return new Values(List.of(next), List.of(next));
    }, false, List.of(in.get(0)), in.get(1), in.get(2)), real(3, 2), real(4, 3, 2), whole(2, 4, 3, 1), real(2, 2)));
    cases.add(OpCase.of("scan: the same random numbers in all steps", in -> scan((s, x) -> {
      Tensor mask = Tensor.of(new RandomUniform(Shape.of(3, 2), 4));
      Tensor next = add(matmul(multiply(s.get(0), mask), in.get(2)), x.get(0));
      return new Values(List.of(next), List.of(next));
    }, false, List.of(in.get(0)), in.get(1)), real(3, 2), real(4, 3, 2), real(2, 2)));
  }

  private static void rowsThatMix(List<OpCase> cases) {
    cases.add(OpCase.of("scan: a product from the left", in -> scan((s, x) ->
        new Values(List.of(tanh(add(matmul(in.get(2), s.get(0)), x.get(0)))), List.of()), false, List.of(in.get(0)),
        in.get(1)), real(3, 2), real(4, 3, 2), real(3, 3)));
    cases.add(OpCase.of("scan: as many rows as units, and the kernel is a mask too", in -> scan((s, x) ->
        new Values(List.of(tanh(multiply(matmul(s.get(0), in.get(2)), in.get(2)))), List.of(x.get(0))), false,
        List.of(in.get(0)), in.get(1)), real(3, 3), real(4, 3, 3), real(3, 3)));
    cases.add(OpCase.of("scan: sums over the rows and other rows", in -> scan((s, x) ->
        new Values(List.of(add(multiply(s.get(0), sum(x.get(0), true, 0)), transpose(s.get(0), 1, 0))), List.of()),
        true, List.of(in.get(0)), in.get(1)), real(3, 3), real(4, 3, 3)));
  }

  private static void others(List<OpCase> cases) {
    cases.add(OpCase.of("scan: attention over rows of memory", in -> scan((s, x) -> {
      Tensor scores = softmax(matmul(add(s.get(0), x.get(0)), in.get(2), false, true));
      Tensor read = matmul(scores, in.get(2));
      return new Values(List.of(read), List.of(sum(scores, false, 1), Ops.max(read, true, 1)));
    }, false, List.of(in.get(0)), in.get(1)), real(5, 2), real(3, 5, 2), real(4, 2)));
    cases.add(OpCase.of("scan: rows of a table", in -> scan((s, x) -> {
      Tensor next = tanh(add(multiply(s.get(0), 0.5), gather(in.get(2), x.get(0))));
      return new Values(List.of(next), List.of());
    }, false, List.of(in.get(0)), in.get(1)), real(3, 2), whole(4, 5, 3), real(4, 2)));
    cases.add(OpCase.of("scan: rows of several axes", in -> scan((s, x) -> {
      Tensor joined = concatenate(List.of(s.get(0), x.get(0)), 2);
      Tensor mixed = sum(transpose(multiply(Ops.pad(joined, 1, 1, 0), in.get(2)), 0, 2, 1), false, 2);
      return new Values(List.of(Ops.broadcastTo(reshape(slice(mixed, 1, 2, 4), 3, 1, 4), Shape.of(3, 2, 4))),
          List.of(mixed));
    }, false, List.of(in.get(0)), in.get(1)), real(3, 2, 4), real(2, 3, 2, 4), real(3, 3, 8)));
    cases.add(OpCase.of("scan: a scan in each step", in -> scan((s, x) -> {
      Values inner = Ops.scan((t, y) -> {
        Tensor next = tanh(add(add(t.get(0), multiply(y.get(0), s.get(0))), in.get(2)));
        return new Values(List.of(next), List.of(next));
      }, List.of(s.get(0)), List.of(x.get(0)), true);
      return new Values(inner.states(), List.of(sum(inner.outputs().get(0), false, 0)));
    }, false, List.of(in.get(0)), in.get(1)), real(2), real(3, 4, 2), real(2)));
  }
}
