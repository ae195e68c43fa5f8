package org.neurona.io.safetensors;

/** A tensor of a file is not what it has to be: which one, for the place that is reported. */
public final class InvalidTensorException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String tensor;

  InvalidTensorException(String tensor, String reason) {
    super(reason);
    this.tensor = tensor;
  }

  /** The tensor's name. */
  public String tensor() {
    return tensor;
  }
}
