package org.neurona.layers;

import org.neurona.config.Catalogue;

/** The built-in layers, by Keras' class names: what files may name. */
public final class Layers {
  private static final Catalogue<Layer> CATALOGUE = Catalogue.of("layer", Layer.class)
      .add(new Input())
      .add(new Dense(1))
      .add(new Flatten())
      .add(new Activation("linear"))
      .add(new Dropout(0))
      .add(new Masking())
      .add(new Reshape())
      .add(new Concatenate())
      .add(new Add())
      .add(new Subtract())
      .add(new Multiply())
      .add(new Average())
      .add(new Maximum())
      .add(new Minimum())
      .add(new Dot(1))
      .add(new Conv1D(1, 1), "Convolution1D")
      .add(new Conv2D(1, 1), "Convolution2D")
      .add(new Conv3D(1, 1), "Convolution3D")
      .add(new Conv1DTranspose(1, 1), "Convolution1DTranspose")
      .add(new Conv2DTranspose(1, 1), "Convolution2DTranspose")
      .add(new Conv3DTranspose(1, 1), "Convolution3DTranspose")
      .add(new DepthwiseConv1D(1))
      .add(new DepthwiseConv2D(1))
      .add(new SeparableConv1D(1, 1), "SeparableConvolution1D")
      .add(new SeparableConv2D(1, 1), "SeparableConvolution2D")
      .add(new MaxPooling1D(), "MaxPool1D")
      .add(new MaxPooling2D(), "MaxPool2D")
      .add(new MaxPooling3D(), "MaxPool3D")
      .add(new AveragePooling1D(), "AvgPool1D")
      .add(new AveragePooling2D(), "AvgPool2D")
      .add(new AveragePooling3D(), "AvgPool3D")
      .add(new GlobalMaxPooling1D(), "GlobalMaxPool1D")
      .add(new GlobalMaxPooling2D(), "GlobalMaxPool2D")
      .add(new GlobalMaxPooling3D(), "GlobalMaxPool3D")
      .add(new GlobalAveragePooling1D(), "GlobalAvgPool1D")
      .add(new GlobalAveragePooling2D(), "GlobalAvgPool2D")
      .add(new GlobalAveragePooling3D(), "GlobalAvgPool3D")
      .add(new BatchNormalization())
      .add(new LayerNormalization())
      .add(new GroupNormalization())
      .add(new UnitNormalization())
      .add(new RMSNormalization())
      .build();

  private Layers() {}

  /** All entries, each with its defaults. */
  public static Catalogue<Layer> catalogue() {
    return CATALOGUE;
  }
}
