package org.neurona;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;
import org.neurona.ops.Tensor;

/** Copies of models with layers of their own. What the original has several times, the copy has several times. */
final class ModelCopy {
  private final Map<Layer, Layer> layers = new IdentityHashMap<>();
  private final Map<Model, Model> models = new IdentityHashMap<>();

  /** The copy of a model; the same one for the same model. */
  Model of(Model original) {
    Model known = models.get(original);
    if (known != null) {
      return known;
    }
    Model copy = original instanceof Sequential sequential
        ? new Sequential(sequential.withInput().stream().map(this::of).toList()) : functional(original.graph());
    copy.settingsOf(original);
    LayerState.of(copy.asLayer()).setTrainable(original.trainable());
    models.put(original, copy);
    return copy;
  }

  private Layer of(Layer original) {
    Layer known = layers.get(original);
    if (known == null) {
      known = copied(original);
      layers.put(original, known);
    }
    return known;
  }

  private Layer copied(Layer original) {
    if (original instanceof ModelLayer nested) {
      ModelLayer copy = of(nested.model()).asLayer();
      return nested == nested.model().asLayer() ? copy : copy.name(nested.name());
    }
    return original.trainable(LayerState.of(original).isTrainable());
  }

  private Model functional(LayerGraph graph) {
    List<List<Tensor>> made = new ArrayList<>();
    for (Application application : graph.applications()) {
      made.add(of(application.member().layer()).applyAll(tensors(application.inputs(), made).toArray(Tensor[]::new)));
    }
    return new Model(tensors(graph.inputs(), made), tensors(graph.outputs(), made));
  }

  private static List<Tensor> tensors(List<Source> sources, List<List<Tensor>> made) {
    return sources.stream().map(source -> made.get(source.application()).get(source.output())).toList();
  }
}
