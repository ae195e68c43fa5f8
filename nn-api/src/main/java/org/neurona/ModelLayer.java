package org.neurona;

import java.util.List;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.NestedLayer;

/**
 * A model as a layer of another, with which it shares its weights: {@link Model#asLayer}. Its name is the model's,
 * unless it is given one of its own.
 */
public final class ModelLayer extends NestedLayer {
  private final Model model;

  ModelLayer(Model model) {
    this.model = model;
  }

  /** The model. */
  public Model model() {
    return model;
  }

  @Override
  public String className() {
    return model.className();
  }

  @Override
  public String name() {
    return super.name() != null ? super.name() : model.givenName();
  }

  @Override
  public ModelLayer name(String name) {
    return (ModelLayer) super.name(name);
  }

  /** The shape of one row of the model's input, where it has one and the shape is known. */
  @Override
  public Shape inputShape() {
    if (!model.isBuilt() || model.graph().inputs().size() != 1) {
      return super.inputShape();
    }
    Shape input = model.graph().shape(model.graph().inputs().get(0));
    return input.slice(1, input.rank());
  }

  @Override
  public LayerGraph graph() {
    return model.graph();
  }

  @Override
  protected void connectFor(List<Shape> inputs) {
    model.connectAsLayer(inputs);
  }
}
