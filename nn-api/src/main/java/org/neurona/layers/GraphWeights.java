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

/** The weights and states of a graph's layers and of the layers inside these. */
final class GraphWeights {
  private final List<Member> members;
  private List<Weight> all;
  private List<Weight> states;

  GraphWeights(List<Member> members) {
    this.members = members;
  }

  /** The weights, one that stands in several places once. */
  synchronized List<Weight> all() {
    all = all == null ? distinct(false) : all;
    return all;
  }

  /** The states, one that stands in several places once. */
  synchronized List<Weight> states() {
    states = states == null ? distinct(true) : states;
    return states;
  }

  private List<Weight> distinct(boolean ofStates) {
    Map<LayerState, Set<Integer>> seen = new HashMap<>();
    List<Weight> found = new ArrayList<>();
    for (Member member : members) {
      for (Weight weight : of(member, ofStates)) {
        if (!seen.containsKey(weight.owner())) {
          seen.put(weight.owner(), new HashSet<>());
        }
        if (seen.get(weight.owner()).add(weight.index())) {
          found.add(weight);
        }
      }
    }
    return List.copyOf(found);
  }

  /** The weights of a layer, in the order in which it declares them. */
  static List<Weight> of(Member member) {
    return of(member, false);
  }

  /** The states of a layer, in the order in which it declares them. */
  static List<Weight> statesOf(Member member) {
    return of(member, true);
  }

  private static List<Weight> of(Member member, boolean ofStates) {
    List<Weight> own = new ArrayList<>();
    if (member.layer() instanceof NestedLayer nested) {
      for (Member inside : nested.graph().members()) {
        for (Weight weight : of(inside, ofStates)) {
          own.add(weight.inside(member.name()));
        }
      }
    } else {
      LayerState state = LayerState.of(member.layer());
      int firstIndex = ofStates ? member.weights().size() : 0;
      for (WeightSpec spec : ofStates ? member.states() : member.weights()) {
        own.add(new Weight(member.name() + "/" + spec.name(), spec, state, firstIndex + own.size()));
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
    for (Map.Entry<LayerState, Boolean> entry : trained.entrySet()) {
      if (!entry.getValue()) {
        frozen.add(entry.getKey());
      }
    }
    return frozen;
  }

  private static void visit(List<Member> members, boolean trainable, Map<LayerState, Boolean> trained) {
    for (Member member : members) {
      LayerState state = LayerState.of(member.layer());
      boolean trains = trainable && state.isTrainable();
      trained.put(state, trains || trained.getOrDefault(state, false));
      if (member.layer() instanceof NestedLayer nested) {
        visit(nested.graph().members(), trains, trained);
      }
    }
  }
}
