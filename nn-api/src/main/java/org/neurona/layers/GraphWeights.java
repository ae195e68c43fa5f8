package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.layers.LayerGraph.Member;

/** The weights of a graph's layers and of the layers inside these. */
final class GraphWeights {
  private final List<Member> members;
  private List<Weight> all;

  GraphWeights(List<Member> members) {
    this.members = members;
  }

  /** The weights, one that stands in several places once. */
  synchronized List<Weight> all() {
    if (all == null) {
      Map<LayerState, Set<Integer>> seen = new HashMap<>();
      List<Weight> found = new ArrayList<>();
      for (Member member : members) {
        for (Weight weight : of(member)) {
          if (seen.computeIfAbsent(weight.owner(), owner -> new HashSet<>()).add(weight.index())) {
            found.add(weight);
          }
        }
      }
      all = List.copyOf(found);
    }
    return all;
  }

  /** The weights of a layer, in the order in which it declares them. */
  static List<Weight> of(Member member) {
    List<Weight> own = new ArrayList<>();
    if (member.layer() instanceof NestedLayer nested) {
      for (Member inside : nested.graph().members()) {
        of(inside).forEach(weight -> own.add(weight.inside(member.name())));
      }
    } else {
      LayerState state = LayerState.of(member.layer());
      for (WeightSpec spec : member.weights()) {
        own.add(new Weight(member.name() + "/" + spec.name(), spec, state, own.size()));
      }
    }
    return own;
  }

  /** Where the weights of a layer are among {@link #all}. */
  List<Integer> places(Member member) {
    List<Integer> places = new ArrayList<>();
    for (Weight wanted : of(member)) {
      for (int i = 0; i < all().size(); i++) {
        if (all().get(i).owner() == wanted.owner() && all().get(i).index() == wanted.index()) {
          places.add(i);
        }
      }
    }
    return places;
  }

  /** The layers that don't train: themselves not, or, in every place where they stand, not what they are in. */
  Set<LayerState> frozen(boolean trainable) {
    Map<LayerState, Boolean> trained = new IdentityHashMap<>();
    visit(members, trainable, trained);
    Set<LayerState> frozen = Collections.newSetFromMap(new IdentityHashMap<>());
    trained.forEach((state, trains) -> {
      if (!trains) {
        frozen.add(state);
      }
    });
    return frozen;
  }

  private static void visit(List<Member> members, boolean trainable, Map<LayerState, Boolean> trained) {
    for (Member member : members) {
      LayerState state = LayerState.of(member.layer());
      boolean trains = trainable && state.isTrainable();
      trained.merge(state, trains, Boolean::logicalOr);
      if (member.layer() instanceof NestedLayer nested) {
        visit(nested.graph().members(), trains, trained);
      }
    }
  }
}
