package org.neurona.io;

import org.neurona.config.Configurable;
import org.neurona.config.CustomObjects;

/** The further arguments of {@link Models#load}. Immutable: each method returns a copy with one replaced. */
public final class LoadOptions {
  private final CustomObjects customObjects;
  private final boolean compile;
  private final String engine;
  private final LoadLimits limits;
  private final boolean byName;
  private final WeightMapping mapping;

  /** No classes but the library's own, compiled as saved, on the engine that the model would have anyway. */
  public LoadOptions() {
    this(CustomObjects.none(), true, null, LoadLimits.defaults(), false, null);
  }

  private LoadOptions(CustomObjects customObjects, boolean compile, String engine, LoadLimits limits, boolean byName,
      WeightMapping mapping) {
    this.customObjects = customObjects;
    this.compile = compile;
    this.engine = engine;
    this.limits = limits;
    this.byName = byName;
    this.mapping = mapping;
  }

  /** Returns a copy that also knows the classes of these layers, losses, activations ... of one's own. */
  public LoadOptions customObjects(Configurable... prototypes) {
    return new LoadOptions(CustomObjects.of(prototypes), compile, engine, limits, byName, mapping);
  }

  /** Returns a copy that takes over compile settings and the optimizer's state (true, the default) or leaves them. */
  public LoadOptions compile(boolean compile) {
    return new LoadOptions(customObjects, compile, engine, limits, byName, mapping);
  }

  /** Returns a copy that runs the model on an engine, as {@link org.neurona.Model#engine(String)}. */
  public LoadOptions engine(String engine) {
    return new LoadOptions(customObjects, compile, engine, limits, byName, mapping);
  }

  /** Returns a copy with other limits. */
  public LoadOptions limits(LoadLimits limits) {
    return new LoadOptions(customObjects, compile, engine, limits, byName, mapping);
  }

  /**
   * Returns a copy that, for {@link Models#loadWeights} from Keras' {@code .h5} or from {@code .safetensors} files,
   * gives layers the weights of the layers of the same name and leaves the others as they are; by default all layers
   * get theirs, in order. Keras' {@code by_name}.
   */
  public LoadOptions byName(boolean byName) {
    return new LoadOptions(customObjects, compile, engine, limits, byName, mapping);
  }

  /**
   * Returns a copy that, for {@link Models#loadWeights} from {@code .safetensors} files, takes the weights for
   * PyTorch's and finds them by a mapping; null, the default, for files by Keras' names.
   */
  public LoadOptions mapping(WeightMapping mapping) {
    return new LoadOptions(customObjects, compile, engine, limits, byName, mapping);
  }

  /** The classes of one's own. */
  public CustomObjects customObjects() {
    return customObjects;
  }

  /** Whether compile settings are taken over. */
  public boolean compile() {
    return compile;
  }

  /** The engine, or null. */
  public String engine() {
    return engine;
  }

  /** Whether weights go to the layers of the same name. */
  public boolean byName() {
    return byName;
  }

  /** How PyTorch's weights become the model's, or null. */
  public WeightMapping mapping() {
    return mapping;
  }

  /** The limits. */
  public LoadLimits limits() {
    return limits;
  }
}
