package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** A layer that a user wrote goes through a file like any other, once it is registered. */
class CustomLayerTest {
  private static final Setting<Double> POWER = Setting.positive("power", 1);

  @TempDir
  Path folder;

  private Path file;
  private Model model;

  /** A factor for each feature. */
  private static final class Scale extends Layer {
    Scale(double power) {
      super(List.of(POWER));
      set(POWER, power);
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return List.of(WeightSpec.of("factor", Shape.of(inputs.get(0).dim(-1)), Initializers.catalogue().get("ones")));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      if (get(POWER) > 10) {
        throw new NegativeArraySizeException("too strong");
      }
      return Ops.multiply(x, call.weight("factor"));
    }
  }

  @BeforeEach
  void saveAModelWithTheLayer() throws IOException {
    file = folder.resolve("scale.json");
    model = new Sequential(new Input(2), new Scale(3), new Dense(1));
    model.compile("adam", "mse");
    model.trainOnBatch(NDArray.of(new float[][] {{1, 2}}), NDArray.of(1f));
    Models.save(model, file);
  }

  @Test
  void aRegisteredLayerComesBackWithItsSettingsAndWeights() throws IOException {
    Model loaded = Models.load(file, new LoadOptions().customObjects(new Scale(1)));

    assertEquals(model.getWeights(), loaded.getWeights());
    assertEquals(model.trainingState(), loaded.trainingState());
    assertEquals("Scale(power=3.0)", loaded.graph().members().get(1).layer().toString());
  }

  @Test
  void itComesBackFromFilesOfKerasToo() throws IOException {
    for (String suffix : List.of(".keras", ".h5")) {
      Path other = folder.resolve("scale" + suffix);
      Models.save(model, other);

      Model loaded = Models.load(other, new LoadOptions().customObjects(new Scale(1)));

      assertEquals(model.getWeights(), loaded.getWeights());
      assertEquals(model.trainingState(), loaded.trainingState());
      assertEquals("Scale(name=scale, power=3.0)", loaded.graph().members().get(1).layer().toString());
      assertEquals(List.of("layer \"scale\" (Scale) is not supported"),
          assertThrows(UnsupportedModelException.class, () -> Models.load(other)).parts());
    }
  }

  @Test
  void anUnknownLayerIsNamedAndTheCureIsSaid() {
    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.load(file));

    assertEquals("Could not interpret layer identifier: Scale. Known: "
        + String.join(", ", Layers.catalogue().entries().stream().map(Layer::className).toList())
        + ". If it is a class of your own, pass one to CustomObjects.of(...) when you load", failure.reason());
    assertEquals("$.model.layers[1]", failure.place().replaceFirst(".* path ", ""));
  }

  @Test
  void whateverALayersFormulaThrowsIsTheFilesFault() throws IOException {
    String text = Files.readString(file).replace("\"power\": 3.0", "\"power\": 11.0");
    Files.writeString(file, text);

    ModelFormatException failure = assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().customObjects(new Scale(1))));

    assertEquals("too strong", failure.reason());
    assertEquals(NegativeArraySizeException.class, failure.getCause().getClass());
  }
}
