package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import org.neurona.config.Setting;

/**
 * What convolutions and their transposes have in common: filters that move over one, two or three axes.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class FilterLayer<L extends FilterLayer<L>> extends KernelLayer<L> {
  private static final Setting<Integer> FILTERS = Setting.positiveInt("filters");

  final WindowAxes axes;

  FilterLayer(WindowAxes axes, Setting<?> further, int filters, int... kernelSize) {
    super(settings(axes, further));
    this.axes = axes;
    set(FILTERS, filters);
    set(axes.kernelSize(), WindowSettings.spread(axes.count(), kernelSize));
  }

  private static List<Setting<?>> settings(WindowAxes axes, Setting<?> further) {
    List<Setting<?>> settings = new ArrayList<>(List.of(FILTERS));
    settings.addAll(axes.settings());
    settings.add(further);
    return settings;
  }

  /** The number of output channels. */
  public final int filters() {
    return get(FILTERS);
  }

  /** How many places the kernel sees along each axis. */
  public final List<Integer> kernelSize() {
    return get(axes.kernelSize());
  }

  /** Returns a copy with a kernel of this size: one number for all axes, or one for each. */
  public final L kernelSize(int... sizes) {
    return with(self(), axes.kernelSize(), WindowSettings.spread(axes.count(), sizes));
  }

  /** How far the kernel moves along each axis; 1 by default. */
  public final List<Integer> strides() {
    return get(axes.strides());
  }

  /** Returns a copy with other strides: one number for all axes, or one for each. */
  public final L strides(int... strides) {
    return with(self(), axes.strides(), WindowSettings.spread(axes.count(), strides));
  }

  /** How far apart the places are that the kernel sees along each axis; 1 by default. */
  public final List<Integer> dilationRate() {
    return get(axes.dilationRate());
  }

  /** Returns a copy with other dilations: one number for all axes, or one for each. */
  public final L dilationRate(int... rates) {
    return with(self(), axes.dilationRate(), WindowSettings.spread(axes.count(), rates));
  }

  /** The padding; {@code valid}, which is none, by default. */
  public final String padding() {
    return get(axes.padding());
  }

  /** Returns a copy with another padding: {@code valid}, {@code same}, or, for {@link Conv1D}, {@code causal}. */
  public final L padding(String padding) {
    return with(self(), axes.padding(), padding);
  }
}
